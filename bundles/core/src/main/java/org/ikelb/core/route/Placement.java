package org.ikelb.core.route;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.GroupPlan;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.spi.Key;
import org.ikelb.spi.Load;
import org.ikelb.spi.NewSession;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Selector;

/**
 * Finds a gateway for a new session: that of the endpoint's last session, else the one its key is
 * bound to, else one that the strategy prefers, else the first usable one in the balancing method's
 * order. One that refuses datagrams, or lets this request wait, comes last.
 *
 * <p>A strategy that gives no key is replaced by every session by itself, a method that gives no
 * order by weighted-round-robin: no plugin is needed to open a session.
 *
 * <p>Thread-safe: it keeps nothing.
 */
public final class Placement {
  private static final String BY_ITSELF = "every session by itself";

  /** Where a session goes, or why it goes nowhere. */
  public sealed interface Choice {
    /**
     * It goes there.
     *
     * @param keyBy who said the key, for people
     * @param why for people
     */
    record Placed(LiveGateway gateway, Key key, String keyBy, String why) implements Choice {
      /** It moves nobody who has the same key. */
      Placed alone() {
        return new Placed(gateway, Key.alone(key.bytes()), keyBy, why);
      }
    }

    /** It goes nowhere. */
    record Refused(DropReason reason) implements Choice {}
  }

  /** Whether a gateway of the pool besides this one takes sessions and does not refuse. */
  public static boolean servesBeside(LiveGateway one, ServerPlan server, long nowNanos) {
    return server.pool().gateways().stream()
        .anyMatch(gateway -> gateway != one && serves(gateway, nowNanos));
  }

  private static boolean serves(LiveGateway gateway, long nowNanos) {
    return gateway.takesSessions() && !gateway.refuses(nowNanos);
  }

  /**
   * Places a session.
   *
   * @param last the gateway of the session that the endpoint had last
   * @param silent the gateway that has let this request wait
   * @param avoided the gateways that have turned this client away lately
   * @param turn whose turn it is; asked if the balancing method is
   */
  public Choice place(
      ServerPlan server,
      OpeningRequest opening,
      Optional<LiveGateway> last,
      Optional<LiveGateway> silent,
      Set<LiveGateway> avoided,
      IntSupplier turn) {
    PluginSlot<PersistencyStrategy> strategy = server.group().strategy();
    Optional<Key> asked = strategy.ask(plugin -> plugin.keyOf(opening));
    Key key = asked.orElseGet(() -> byItself(opening));
    String keyBy = asked.isPresent() ? strategy.type() : standsIn(BY_ITSELF, strategy);
    List<LiveGateway> gateways = server.pool().gateways();
    Predicate<LiveGateway> serves =
        gateway ->
            gateways.contains(gateway)
                && serves(gateway, opening.nowNanos())
                && silent.filter(it -> it == gateway).isEmpty()
                && !avoided.contains(gateway);
    if (last.filter(serves).isPresent()) {
      return new Choice.Placed(last.get(), key, keyBy, "the endpoint's last session was there");
    }
    Optional<LiveGateway> bound = bound(server.group(), key, opening);
    if (bound.filter(serves).isPresent()) {
      return new Choice.Placed(bound.get(), key, keyBy, keyBy + " key " + key + " was bound");
    }
    Optional<LiveGateway> preferred = preferred(key, gateways, serves);
    if (preferred.isPresent()) {
      return new Choice.Placed(preferred.get(), key, keyBy, keyBy + " prefers it");
    }
    Choice choice = balance(server.pool(), opening, key, keyBy, silent, avoided, turn);
    boolean isOfOthers =
        bound.filter(avoided::contains).isPresent() && server.group().bindings().isProven(key);
    return isOfOthers && choice instanceof Choice.Placed placed ? placed.alone() : choice;
  }

  /** What a strategy says that makes every session stand by itself. */
  private static Key byItself(OpeningRequest opening) {
    return Key.alone(ByteBuffer.allocate(Long.BYTES).putLong(opening.initiatorSpi()).array());
  }

  /** For people; the slot was asked just now and gave no answer. */
  private static String standsIn(String standIn, PluginSlot<?> slot) {
    return standIn + " stands in for " + slot.type() + ", which " + slot.whyNot();
  }

  private static Optional<LiveGateway> bound(GroupPlan group, Key key, OpeningRequest opening) {
    return key.isShared()
        ? group.bindings().find(key, opening.nowNanos(), group.timeoutNanos())
        : Optional.empty();
  }

  /** Normally there are none; the strategy of those who want it knows where they belong. */
  private static Optional<LiveGateway> preferred(
      Key key, List<LiveGateway> gateways, Predicate<LiveGateway> serves) {
    for (String name : key.preferred()) {
      for (LiveGateway gateway : gateways) {
        if (gateway.id().gateway().equals(name) && serves.test(gateway)) {
          return Optional.of(gateway);
        }
      }
    }
    return Optional.empty();
  }

  private static Choice balance(
      PoolPlan pool,
      OpeningRequest opening,
      Key key,
      String keyBy,
      Optional<LiveGateway> silent,
      Set<LiveGateway> avoided,
      IntSupplier turn) {
    List<LiveGateway> gateways = pool.gateways();
    int[] order = new int[gateways.size()];
    Load load = candidate -> gateways.get(candidate).sessions();
    NewSession session = new NewSession(opening, key, turn.getAsInt());
    String by = pool.selector().type();
    if (!isOrdered(pool.selector(), session, load, order)) {
      by = standsIn(PoolPlan.STAND_IN, pool.selector());
      pool.standIn().order(session, load, order);
    }
    Optional<Choice.Placed> beginner = Optional.empty();
    Optional<Choice.Placed> refusing = Optional.empty();
    Optional<Choice.Placed> ejected = Optional.empty();
    for (int i = 0; i < order.length; i++) {
      LiveGateway gateway = gateways.get(order[i]);
      if (gateway.isOnlyEjected()) {
        ejected = ejected.or(placed(gateway, key, keyBy, by, ", though it is ejected"));
      }
      if (!gateway.takesSessions()) {
        continue;
      }
      if (silent.filter(it -> it == gateway).isPresent()) {
        refusing = refusing.or(placed(gateway, key, keyBy, by, ", though it is silent"));
      } else if (avoided.contains(gateway)) {
        refusing =
            refusing.or(placed(gateway, key, keyBy, by, ", though it turned this client away"));
      } else if (gateway.refuses(opening.nowNanos())) {
        refusing = refusing.or(placed(gateway, key, keyBy, by, ", though it refuses"));
      } else if (SlowStart.admits(pool, gateway, key, opening.nowNanos())) {
        return new Choice.Placed(gateway, key, keyBy, by + ", choice " + (i + 1));
      } else {
        beginner = beginner.or(placed(gateway, key, keyBy, by, ", in slow start"));
      }
    }
    // Whoever starts slowly, may be dead, or turned others away, is better than nobody.
    return Stream.of(beginner, refusing, ejected)
        .flatMap(Optional::stream)
        .<Choice>map(placed -> placed)
        .findFirst()
        .orElse(new Choice.Refused(DropReason.NO_GATEWAY));
  }

  private static boolean isOrdered(
      PluginSlot<Selector> slot, NewSession session, Load load, int[] order) {
    if (slot.ask(selector -> fill(selector, session, load, order)).isEmpty()) {
      return false;
    }
    boolean each = hasEachOnce(order);
    if (!each) {
      slot.failures().returnedNonsense("an order that does not have each gateway once");
    }
    return each;
  }

  private static boolean hasEachOnce(int[] order) {
    boolean[] seen = new boolean[order.length];
    for (int candidate : order) {
      if (candidate < 0 || candidate >= order.length || seen[candidate]) {
        return false;
      }
      seen[candidate] = true;
    }
    return true;
  }

  private static Supplier<Optional<Choice.Placed>> placed(
      LiveGateway gateway, Key key, String keyBy, String by, String but) {
    return () -> Optional.of(new Choice.Placed(gateway, key, keyBy, by + but));
  }

  private static int[] fill(Selector selector, NewSession session, Load load, int[] order) {
    selector.order(session, load, order);
    return order;
  }
}
