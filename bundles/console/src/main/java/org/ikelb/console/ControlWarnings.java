package org.ikelb.console;

import java.util.List;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.osgi.service.component.annotations.Component;

/**
 * What is wrong with the control sockets. A component of its own: {@link ControlSocket} needs the
 * console, which needs all sources of warnings.
 *
 * <p>Thread-safe.
 */
@Component(service = {ControlWarnings.class, WarningSource.class})
public final class ControlWarnings implements WarningSource {
  private volatile List<Warning> warnings = List.of();

  void set(List<Warning> found) {
    warnings = List.copyOf(found);
  }

  @Override
  public List<Warning> warnings() {
    return warnings;
  }
}
