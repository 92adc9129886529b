package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Collection;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;

/** Holds the numbers that are kept against those that a look at every session gives. */
final class ModelCounts {
  private ModelCounts() {}

  static void equalAWalk(Balancer balancer) {
    SessionTable table = balancer.sessions;
    Collection<Session> all = table.all();
    assertEquals(all.size(), table.size());
    assertEquals(
        all.stream().filter(session -> session.progress().isOffered()).count(), table.offered());
    for (SessionState state : SessionState.values()) {
      long walked = 0;
      for (LiveGateway gateway : balancer.gateways) {
        long there = all.stream().filter(session -> counts(session, gateway, state)).count();
        assertEquals(
            there, gateway.sessionsByState().in(state), () -> gateway.id() + " " + state.name());
        walked += there;
      }
      assertEquals(walked, table.byState().in(state), state::name);
    }
    all.stream()
        .map(session -> session.origin().from())
        .distinct()
        .forEach(
            from -> {
              long walked = all.stream().filter(session -> isUnsettledFrom(session, from)).count();
              assertEquals(walked, table.unsettled().from(from), from::toString);
            });
    for (ServerPlan server : balancer.servers.values()) {
      long walked = all.stream().filter(s -> s.upstream(server.name()).isPresent()).count();
      assertEquals(walked, server.server().upstreams().get(), server::name);
    }
  }

  private static boolean isUnsettledFrom(Session session, InetAddress source) {
    return !session.progress().isOffered()
        && session.mayBeLoggingIn()
        && session.origin().from().equals(source);
  }

  private static boolean counts(Session session, LiveGateway gateway, SessionState state) {
    return !session.progress().isOffered()
        && session.gateway().equals(gateway)
        && session.state() == state;
  }
}
