package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.Change;
import org.ikelb.core.gateway.LiveGateway;

/**
 * The differences between two topologies, and what each does to live sessions. Pure.
 *
 * <p>Used once.
 */
final class TopologyChanges {
  private static final String NEW_SESSIONS = "counts for new sessions; live ones stay";

  private final List<Change> changes = new ArrayList<>();
  private final ToIntFunction<GatewayId> sessionsOn;
  private final CutSessions cut;

  private TopologyChanges(ToIntFunction<GatewayId> sessionsOn, CutSessions cut) {
    this.sessionsOn = sessionsOn;
    this.cut = cut;
  }

  /**
   * Compares.
   *
   * @param sessionsOn how many sessions a gateway has now
   * @param cut what ends with the addresses that are gone
   */
  static List<Change> between(
      Topology before, Topology after, ToIntFunction<GatewayId> sessionsOn, CutSessions cut) {
    TopologyChanges found = new TopologyChanges(sessionsOn, cut);
    found.virtualServers(before, after);
    found.groups(before, after);
    found.pools(before, after);
    found.compare(
        "monitor", before.monitors(), after.monitors(), "the gateways' health is judged anew");
    found.whole("limits", before.limits(), after.limits(), "nobody established is refused by it");
    found.whole(
        "timeouts", before.timeouts(), after.timeouts(), "counts for live sessions at once");
    return List.copyOf(found.changes);
  }

  private void virtualServers(Topology before, Topology after) {
    each(
        "virtual server ",
        before.virtualServers(),
        after.virtualServers(),
        server -> "its sockets are opened",
        server -> "its sockets are closed; " + ends(server.name()),
        (was, is) -> {
          boolean moves = was.port() != is.port() || !is.addresses().containsAll(was.addresses());
          return moves
              ? "sockets that are gone are closed; " + ends(is.name())
              : NEW_SESSIONS + "; its sockets stay";
        });
  }

  private void groups(Topology before, Topology after) {
    each(
        "persistency group ",
        before.persistencyGroups(),
        after.persistencyGroups(),
        group -> NEW_SESSIONS,
        group -> "its bindings are forgotten; live sessions stay",
        (was, is) ->
            was.strategy().equals(is.strategy())
                ? NEW_SESSIONS
                : "its bindings are forgotten; live sessions stay");
  }

  private void pools(Topology before, Topology after) {
    each(
        "pool ",
        before.pools(),
        after.pools(),
        pool -> NEW_SESSIONS,
        pool -> "its gateways take no new sessions; live ones stay until they end",
        (was, is) -> NEW_SESSIONS);
    for (Pool pool : after.pools().values()) {
      Pool was = before.pools().get(pool.name());
      gateways(was == null ? Map.of() : was.gateways(), pool.gateways());
    }
    for (Pool pool : before.pools().values()) {
      if (!after.pools().containsKey(pool.name())) {
        gateways(pool.gateways(), Map.of());
      }
    }
  }

  private void gateways(Map<String, Gateway> before, Map<String, Gateway> after) {
    each(
        "gateway ",
        before,
        after,
        gateway -> "it takes its share of new sessions",
        gateway -> removal(gateway.id()),
        (was, is) ->
            was.addresses().equals(is.addresses())
                ? NEW_SESSIONS
                : "removed and added: at its old address " + removal(is.id()) + shown(was));
  }

  private String removal(GatewayId id) {
    int sessions = sessionsOn.applyAsInt(id);
    return "it takes no new sessions; "
        + (sessions == 1
            ? "its 1 session stays until it ends"
            : "its " + sessions + " sessions stay until they end");
  }

  private String shown(Gateway was) {
    return sessionsOn.applyAsInt(was.id()) == 0
        ? ""
        : ", shown as " + LiveGateway.nameAtAddress(was);
  }

  private String ends(String virtualServer) {
    int upstreams = cut.upstreamsThrough(virtualServer);
    return upstreams == 1
        ? "1 upstream through them ends"
        : upstreams + " upstreams through them end";
  }

  private <T extends Record> void compare(
      String what, Map<String, T> before, Map<String, T> after, String effect) {
    each(what + " ", before, after, added -> effect, removed -> effect, (was, is) -> effect);
  }

  private void whole(String what, Record before, Record after, String effect) {
    if (!before.equals(after)) {
      changes.add(Change.of(what, RecordDiff.values(before, after, Set.of()), effect));
    }
  }

  /** What the change of one thing into another does. */
  private interface ChangeEffect<T> {
    String of(T was, T is);
  }

  private <T extends Record> void each(
      String what,
      Map<String, T> before,
      Map<String, T> after,
      Function<T, String> addedEffect,
      Function<T, String> removedEffect,
      ChangeEffect<T> changedEffect) {
    after.forEach(
        (name, is) -> {
          T was = before.get(name);
          if (was == null) {
            String effect = addedEffect.apply(is);
            changes.add(new Change(Change.Kind.ADDED, what + subject(name, is), "", effect));
          } else {
            changed(what + subject(name, is), was, is, changedEffect);
          }
        });
    before.forEach(
        (name, was) -> {
          if (!after.containsKey(name)) {
            String effect = removedEffect.apply(was);
            changes.add(new Change(Change.Kind.REMOVED, what + subject(name, was), "", effect));
          }
        });
  }

  private <T extends Record> void changed(String subject, T was, T is, ChangeEffect<T> effect) {
    // A pool's gateways are changes of their own.
    List<Change.Value> values = RecordDiff.values(was, is, Set.of("gateways"));
    if (!values.isEmpty()) {
      changes.add(Change.of(subject, values, effect.of(was, is)));
    }
  }

  private static String subject(String name, Record thing) {
    return thing instanceof Gateway gateway ? gateway.id().toString() : name;
  }
}
