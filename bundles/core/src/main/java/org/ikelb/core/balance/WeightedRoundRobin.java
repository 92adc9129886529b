package org.ikelb.core.balance;

import java.util.List;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Selector;
import org.osgi.service.component.annotations.Component;

/**
 * One gateway after the other, each as often as its weight says, evenly mixed (the "smooth" order
 * of nginx: a a b a c a a rather than a a a a a b c).
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=weighted-round-robin")
public final class WeightedRoundRobin implements BalancingMethodFactory<NoSettings> {

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Selector create(NoSettings settings, List<Candidate> candidates) {
    return new Turns(candidates);
  }

  private static final class Turns implements Selector {
    private final int[] turns;
    private final int candidates;

    Turns(List<Candidate> list) {
      candidates = list.size();
      turns = smoothTurns(list.stream().mapToInt(Candidate::weight).toArray());
    }

    @Override
    public void order(NewSession session, Load load, int[] order) {
      int turn = Math.floorMod(session.turn(), turns.length);
      DistinctOrder distinct = new DistinctOrder(order, candidates);
      for (int i = 0; i < turns.length && !distinct.isComplete(); i++) {
        distinct.add(turns[(turn + i) % turns.length]);
      }
      distinct.addTheRest();
    }
  }

  private static int[] smoothTurns(int[] weights) {
    int divisor = 0;
    for (int weight : weights) {
      divisor = gcd(divisor, weight);
    }
    int total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = divisor == 0 ? 1 : weights[i] / divisor;
      total += weights[i];
    }
    int[] turns = new int[total];
    int[] credit = new int[weights.length];
    for (int turn = 0; turn < total; turn++) {
      int best = 0;
      for (int i = 0; i < weights.length; i++) {
        credit[i] += weights[i];
        if (credit[i] > credit[best]) {
          best = i;
        }
      }
      credit[best] -= total;
      turns[turn] = best;
    }
    return turns;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
