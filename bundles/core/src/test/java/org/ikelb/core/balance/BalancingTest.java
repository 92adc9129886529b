package org.ikelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Key;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalancingTest {
  private static final Load IDLE = candidate -> 0;

  private static List<BalancingMethodFactory<NoSettings>> methods() {
    return List.of(new Maglev(), new WeightedRoundRobin(), new LeastSessions());
  }

  private static NewSession session(long number) {
    Opening opening =
        new Opening() {
          @Override
          public InetAddress clientAddress() {
            return InetAddress.getLoopbackAddress();
          }

          @Override
          public int clientPort() {
            return 500;
          }

          @Override
          public String virtualServer() {
            return "ike";
          }

          @Override
          public long initiatorSpi() {
            return number;
          }

          @Override
          public ByteBuffer message() {
            return ByteBuffer.allocate(28);
          }
        };
    return new NewSession(
        opening, Key.shared(ByteBuffer.allocate(8).putLong(number).array()), (int) number);
  }

  private static List<Candidate> candidates(int... weights) {
    List<Candidate> candidates = new ArrayList<>();
    for (int weight : weights) {
      candidates.add(new Candidate("gw" + candidates.size(), weight));
    }
    return candidates;
  }

  private static int[] order(Selector selector, long number, int size, Load load) {
    int[] order = new int[size];
    Arrays.fill(order, -1);
    selector.order(session(number), load, order);
    return order;
  }

  private static int[] firstChoices(Selector selector, int size, int sessions) {
    int[] chosen = new int[size];
    for (int i = 0; i < sessions; i++) {
      chosen[order(selector, i, size, IDLE)[0]]++;
    }
    return chosen;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void namesEachGatewayOnceWhateverTheWeights(BalancingMethodFactory<NoSettings> method) {
    for (int[] weights : List.of(new int[] {1}, new int[] {0, 0}, new int[] {5, 0, 1000, 1})) {
      Selector selector = method.create(new NoSettings(), candidates(weights));
      for (int i = 0; i < 50; i++) {
        int[] order = order(selector, i, weights.length, IDLE);
        Arrays.sort(order);
        for (int j = 0; j < order.length; j++) {
          assertEquals(j, order[j]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void putsAGatewayOfWeight0Last(BalancingMethodFactory<NoSettings> method) {
    Selector selector = method.create(new NoSettings(), candidates(1, 0, 1));
    for (int i = 0; i < 50; i++) {
      assertEquals(1, order(selector, i, 3, IDLE)[2]);
    }
  }

  @Test
  void maglevSharesByWeight() {
    Selector selector = new Maglev().create(new NoSettings(), candidates(1, 2, 1));
    int[] chosen = firstChoices(selector, 3, 40_000);
    assertTrue(Math.abs(chosen[1] - 20_000) < 800, () -> Arrays.toString(chosen));
    assertTrue(Math.abs(chosen[0] - 10_000) < 800, () -> Arrays.toString(chosen));
  }

  @Test
  void maglevGivesTheSameKeyTheSameGatewayWhateverTheOrderInTheFile() {
    List<Candidate> one = List.of(new Candidate("a", 1), new Candidate("b", 1));
    List<Candidate> other = List.of(new Candidate("b", 1), new Candidate("a", 1));
    Selector first = new Maglev().create(new NoSettings(), one);
    Selector second = new Maglev().create(new NoSettings(), other);
    for (int i = 0; i < 500; i++) {
      assertEquals(one.get(order(first, i, 2, IDLE)[0]), other.get(order(second, i, 2, IDLE)[0]));
    }
  }

  @Test
  void maglevMovesFewKeysWhenAGatewayIsAdded() {
    Selector three = new Maglev().create(new NoSettings(), candidates(1, 1, 1));
    Selector four = new Maglev().create(new NoSettings(), candidates(1, 1, 1, 1));
    int moved = 0;
    for (int i = 0; i < 10_000; i++) {
      int before = order(three, i, 3, IDLE)[0];
      int after = order(four, i, 4, IDLE)[0];
      moved += after != before && after != 3 ? 1 : 0;
    }
    int movedElsewhere = moved;
    assertTrue(movedElsewhere < 1_500, () -> movedElsewhere + " of 10000 moved between old ones");
  }

  @Test
  void roundRobinMixesEvenly() {
    Selector selector = new WeightedRoundRobin().create(new NoSettings(), candidates(5, 1, 1));
    int[] turns = new int[7];
    for (int i = 0; i < 7; i++) {
      turns[i] = order(selector, i, 3, IDLE)[0];
    }
    assertArrayEquals(new int[] {0, 0, 1, 0, 2, 0, 0}, turns);
  }

  @Test
  void roundRobinSharesByWeight() {
    Selector selector = new WeightedRoundRobin().create(new NoSettings(), candidates(300, 100));
    assertArrayEquals(new int[] {750, 250}, firstChoices(selector, 2, 1_000));
  }

  @Test
  void leastSessionsPrefersTheEmptiestForItsWeight() {
    Selector selector = new LeastSessions().create(new NoSettings(), candidates(1, 2));
    assertEquals(1, order(selector, 1, 2, candidate -> 10)[0]);
    assertEquals(0, order(selector, 1, 2, candidate -> candidate == 0 ? 4 : 10)[0]);
  }

  @Test
  void leastSessionsTakesTurnsAmongEquals() {
    Selector selector = new LeastSessions().create(new NoSettings(), candidates(1, 1));
    assertArrayEquals(new int[] {50, 50}, firstChoices(selector, 2, 100));
  }
}
