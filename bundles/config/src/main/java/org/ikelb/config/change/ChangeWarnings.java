package org.ikelb.config.change;

import java.util.List;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Warning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says that a change waits for its confirmation.
 *
 * <p>Thread-safe.
 */
@Component
public final class ChangeWarnings implements WarningSource {
  private final TopologyHistory history;

  @Activate
  public ChangeWarnings(@Reference TopologyHistory history) {
    this.history = history;
  }

  @Override
  public List<Warning> warnings() {
    return history
        .newest()
        .filter(entry -> entry.is(Standing.UNCONFIRMED))
        .map(ChangeWarnings::unconfirmed)
        .stream()
        .toList();
  }

  private static Warning unconfirmed(Entry entry) {
    return new Warning(
        "change-unconfirmed",
        "topology " + entry.number(),
        "applied by "
            + entry.topology().author()
            + ", taken back at "
            + entry.topology().confirmBy().map(Object::toString).orElse("once")
            + " unless \"config confirm\" keeps it");
  }
}
