package org.ikelb.core.balance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Selector;
import org.osgi.service.component.annotations.Component;

/**
 * The gateway with the fewest sessions for its weight first; equals take turns.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=least-sessions")
public final class LeastSessions implements BalancingMethodFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Selector create(NoSettings settings, List<Candidate> candidates) {
    return new Ranking(candidates.stream().mapToInt(Candidate::weight).toArray());
  }

  private static final class Ranking implements Selector {
    private final int[] weights;
    private final AtomicInteger turn = new AtomicInteger();

    Ranking(int[] weights) {
      this.weights = weights;
    }

    @Override
    public void order(NewSession session, Load load, int[] order) {
      int first = Math.floorMod(turn.getAndIncrement(), weights.length);
      double[] fullness = new double[weights.length];
      for (int i = 0; i < weights.length; i++) {
        // One more session than now, so that of empty gateways the heaviest comes first.
        fullness[i] =
            weights[i] == 0 ? Double.POSITIVE_INFINITY : (load.sessions(i) + 1.0) / weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        insert(order, i, (first + i) % weights.length, fullness);
      }
    }

    private static void insert(int[] order, int size, int candidate, double[] fullness) {
      int at = size;
      while (at > 0 && fullness[order[at - 1]] > fullness[candidate]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = candidate;
    }
  }
}
