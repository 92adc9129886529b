package org.ikelb.core.control;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when Netty is replaced in a running framework: its native code and its pools of memory stay
 * with the process. It lives here because the listener, which uses Netty, is stopped with it.
 *
 * <p>Thread-safe.
 */
@Component(immediate = true, service = WarningSource.class)
public final class LibraryWatch implements WarningSource, BundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryWatch.class);
  private static final String LIBRARY = "io.netty.";

  private final BundleContext context;
  private volatile Optional<String> replaced = Optional.empty();

  @Activate
  public LibraryWatch(BundleContext context) {
    this.context = context;
    context.addBundleListener(this);
  }

  @Deactivate
  void close() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    boolean changed =
        event.getType() == BundleEvent.UPDATED || event.getType() == BundleEvent.UNRESOLVED;
    if (changed && String.valueOf(bundle.getSymbolicName()).startsWith(LIBRARY)) {
      String name = bundle.getSymbolicName() + " " + bundle.getVersion();
      replaced = Optional.of(name);
      LOG.warn("event=library-replaced bundle=\"{}\" remedy=\"restart ikelb soon\"", name);
    }
  }

  @Override
  public List<Warning> warnings() {
    return replaced
        .map(
            name ->
                new Warning(
                    "library-replaced",
                    name,
                    "Netty was updated or refreshed while ikelb runs. What is left of the old one"
                        + " stays in memory, and the new one counts in full only after a restart:"
                        + " restart ikelb soon, which loses no session."))
        .stream()
        .toList();
  }
}
