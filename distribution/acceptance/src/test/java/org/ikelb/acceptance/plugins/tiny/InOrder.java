package org.ikelb.acceptance.plugins.tiny;

import java.util.List;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Selector;

/**
 * The balancing method that tries the gateways in the order of the file.
 *
 * <p>Thread-safe.
 */
public final class InOrder implements BalancingMethodFactory<NoSettings> {
  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Selector create(NoSettings settings, List<Candidate> candidates) {
    return (session, load, order) -> {
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
    };
  }
}
