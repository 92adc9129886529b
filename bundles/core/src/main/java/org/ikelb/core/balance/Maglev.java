package org.ikelb.core.balance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.Candidate;
import org.ikelb.spi.Key;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Selector;
import org.osgi.service.component.annotations.Component;

/**
 * Consistent hashing of the strategy's key over a lookup table (Maglev, NSDI 2016, section 3.4),
 * with weights: a candidate takes turns in filling the table in proportion to its weight. The same
 * key finds the same gateway on every ikelb with the same gateways, whatever their order in the
 * file; a gateway added or removed moves few other keys.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=maglev")
public final class Maglev implements BalancingMethodFactory<NoSettings> {
  /** A prime well above 100 times the gateways there will ever be in a pool. */
  private static final int TABLE_SIZE = 65_537;

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Selector create(NoSettings settings, List<Candidate> candidates) {
    return new Table(candidates);
  }

  private static final class Table implements Selector {
    private final short[] table = new short[TABLE_SIZE];
    private final int candidates;

    Table(List<Candidate> list) {
      candidates = list.size();
      fill(list);
    }

    private void fill(List<Candidate> list) {
      List<Turn> turns = new ArrayList<>();
      int heaviest = list.stream().mapToInt(Candidate::weight).max().orElse(0);
      for (int i = 0; i < list.size(); i++) {
        // Where nobody has a weight, all are equal.
        int weight = heaviest == 0 ? 1 : list.get(i).weight();
        if (weight > 0) {
          turns.add(new Turn((short) i, list.get(i).name(), weight));
        }
      }
      // By name, so that the order in the file does not matter.
      turns.sort((a, b) -> a.name.compareTo(b.name));
      Arrays.fill(table, (short) -1);
      int filled = 0;
      while (filled < TABLE_SIZE) {
        for (Turn turn : turns) {
          turn.credit += turn.weight;
          while (turn.credit >= Math.max(1, heaviest) && filled < TABLE_SIZE) {
            turn.credit -= Math.max(1, heaviest);
            table[turn.claim(table)] = turn.index;
            filled++;
          }
        }
      }
    }

    @Override
    public void order(NewSession session, Load load, int[] order) {
      int slot = (int) Long.remainderUnsigned(session.key().hash64(), TABLE_SIZE);
      DistinctOrder distinct = new DistinctOrder(order, candidates);
      for (int i = 0; i < TABLE_SIZE && !distinct.isComplete(); i++) {
        distinct.add(table[slot]);
        slot = slot + 1 == TABLE_SIZE ? 0 : slot + 1;
      }
      distinct.addTheRest();
    }
  }

  /** One candidate's walk through the table: its own permutation of all slots. */
  private static final class Turn {
    final short index;
    final String name;
    final int weight;
    private final int skip;
    private int slot;
    int credit;

    Turn(short index, String name, int weight) {
      this.index = index;
      this.name = name;
      this.weight = weight;
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      long hash = Key.alone(bytes).hash64();
      this.slot = (int) Long.remainderUnsigned(hash, TABLE_SIZE);
      this.skip = 1 + (int) Long.remainderUnsigned(Long.rotateLeft(hash, 32) * 31, TABLE_SIZE - 1);
    }

    int claim(short[] table) {
      while (table[slot] >= 0) {
        slot = (slot + skip) % TABLE_SIZE;
      }
      return slot;
    }
  }
}
