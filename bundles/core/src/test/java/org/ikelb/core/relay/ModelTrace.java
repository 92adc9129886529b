package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.ikelb.api.Tracer.Trace;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.route.DatagramTrace;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;

/** What the tracer says of a client's datagram, against what then becomes of it. */
final class ModelTrace {
  /** Nobody knows before it is tried. */
  private static final Set<DropReason> ONLY_TRYING_TELLS =
      EnumSet.of(DropReason.UPSTREAM_FAILED, DropReason.NO_UPSTREAM_PORT, DropReason.SESSION_LIMIT);

  private final Balancer balancer;
  private final int listenAddress;
  private final Trace said;
  private final Traffic before;

  /** Asks for a datagram that is about to come to a loop. */
  ModelTrace(Balancer balancer, int listenAddress, String endpoint, int loop, ByteBuffer datagram) {
    this.balancer = balancer;
    this.listenAddress = listenAddress;
    this.before = balancer.fromClients(listenAddress);
    ServerPlan server = balancer.servers.get(listenAddress);
    ClientSide side = new ClientSide(Balancer.endpoint(endpoint), listenAddress);
    balancer.transports.forEach(transport -> transport.runsAtOnce = true);
    try {
      RouteFinder loops = new RouteFinder(balancer.relays);
      said =
          new DatagramTrace(server, side.client(), datagram, balancer.time.nanos())
              .of(loops.follow(server, side, loop, Optional.empty(), datagram));
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      balancer.transports.forEach(transport -> transport.runsAtOnce = false);
    }
  }

  /** It has come, and the loops are done with it. */
  void isWhatHappened() {
    Traffic after = balancer.fromClients(listenAddress);
    Optional<DropReason> dropped = dropped(after);
    if (dropped.filter(ONLY_TRYING_TELLS::contains).isPresent()) {
      return;
    }
    if (said.outcome().equals("offered")) {
      assertEquals(before.forwarded() + 1, after.forwarded(), said::toString);
      return;
    }
    assertEquals(dropped.map(DropReason::key).orElse("forwarded"), said.outcome(), said::toString);
    if (dropped.isEmpty()) {
      assertEquals(gateway(), said.gateway(), said::toString);
    }
  }

  /** It will go there, however far behind the loops are. */
  void forwardsTo(SessionUpstream upstream) {
    assertEquals("forwarded", said.outcome(), said::toString);
    assertEquals(upstream.session().gateway().name().toString(), said.gateway(), said::toString);
  }

  private Optional<DropReason> dropped(Traffic after) {
    for (DropReason reason : DropReason.values()) {
      if (after.dropped().getOrDefault(reason.key(), 0L)
          > before.dropped().getOrDefault(reason.key(), 0L)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  private String gateway() {
    SessionUpstream upstream =
        balancer.transports.stream()
            .flatMap(transport -> transport.sent.stream())
            .filter(sent -> !sent.copy())
            .flatMap(sent -> sent.upstream().stream())
            .findFirst()
            .orElseThrow();
    return upstream.session().gateway().name().toString();
  }
}
