package org.ikelb.acceptance.plugins.tiny;

import java.util.List;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Selector;

/**
 * The balancing method that tries the gateways from the last in the file to the first.
 *
 * <p>Thread-safe.
 */
public final class Backwards implements BalancingMethodFactory<NoSettings> {
  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Selector create(NoSettings settings, List<Candidate> candidates) {
    return (session, load, order) -> {
      for (int i = 0; i < order.length; i++) {
        order[i] = order.length - 1 - i;
      }
    };
  }
}
