package org.ikelb.core.gateway;

import java.util.List;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.view.Health;

/**
 * One state made of what several monitors say of a gateway. Pure functions.
 *
 * <p>Thread-safe.
 */
final class CombinedHealth {
  private CombinedHealth() {}

  /**
   * What one monitor says.
   *
   * @param speaksIke whether its probes speak IKE
   */
  record Opinion(boolean speaksIke, Health health, boolean full) {}

  /** The gateway's state. Without monitors, or before they know anything, it is unknown. */
  static Health of(UpWhen upWhen, List<Opinion> opinions) {
    List<Opinion> ike = opinions.stream().filter(Opinion::speaksIke).toList();
    return switch (upWhen) {
      case PROTOCOL -> all(ike.isEmpty() ? opinions : ike);
      case ALL -> all(opinions);
      case ANY -> any(opinions);
    };
  }

  static boolean full(List<Opinion> opinions) {
    return opinions.stream().anyMatch(Opinion::full);
  }

  private static Health all(List<Opinion> opinions) {
    if (opinions.stream().anyMatch(opinion -> opinion.health() == Health.DOWN)) {
      return Health.DOWN;
    }
    return opinions.stream().anyMatch(opinion -> opinion.health() == Health.UP)
        ? Health.UP
        : Health.UNKNOWN;
  }

  private static Health any(List<Opinion> opinions) {
    if (opinions.stream().anyMatch(opinion -> opinion.health() == Health.UP)) {
      return Health.UP;
    }
    return !opinions.isEmpty()
            && opinions.stream().allMatch(opinion -> opinion.health() == Health.DOWN)
        ? Health.DOWN
        : Health.UNKNOWN;
  }
}
