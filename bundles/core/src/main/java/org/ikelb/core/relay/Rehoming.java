package org.ikelb.core.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamOwner;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.DropReason;

/**
 * Brings upstreams to the loop that their client's datagrams come to. Until one has arrived, what
 * comes in for it is handed to the loop that has it, or kept. At most a slice of them moves a tick:
 * handing over is cheap, moving thousands at once is not.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class Rehoming {
  private static final int MOVES_A_TICK = 64;

  private final Transport transport;
  private final Upstreams upstreams;
  private final UpstreamOwner owner;
  private final RelayContext.Neighbours neighbours;
  private final Time time;
  private final Deque<SessionUpstream> wanted = new ArrayDeque<>();

  /** Those on their way here, and why they are to be closed when they are here. */
  private final Map<SessionUpstream, Optional<EndReason>> arriving = new HashMap<>();

  private int movesLeft = MOVES_A_TICK;

  Rehoming(Transport transport, Upstreams upstreams, UpstreamOwner owner, RelayContext context) {
    this.transport = transport;
    this.upstreams = upstreams;
    this.owner = owner;
    this.neighbours = context.neighbours();
    this.time = context.time();
  }

  /** The client's datagrams come to this loop; its upstream belongs to another. */
  void adopt(SessionUpstream upstream, ClientSide side) {
    if (upstream.socket() == null || !upstream.clientSide().equals(side)) {
      return; // closed, or moved on, meanwhile
    }
    upstreams.flows().add(side, upstream);
    if (upstream.loop() != upstreams.loop()) {
      wanted.add(upstream);
      fetchSome();
    }
  }

  void tick() {
    movesLeft = MOVES_A_TICK;
    fetchSome();
  }

  private void fetchSome() {
    for (int left = wanted.size(); left > 0 && movesLeft > 0; left--) {
      SessionUpstream upstream = wanted.remove();
      UpstreamSocket socket = upstream.socket();
      int from = upstream.loop(); // other loops change it
      boolean isWanted =
          socket != null
              && upstream.flowLoop() == upstreams.loop()
              && from != upstreams.loop()
              && !arriving.containsKey(upstream);
      if (isWanted && from == SessionUpstream.NO_LOOP) {
        wanted.add(upstream); // on its way to another loop: it is asked for when it is there
      } else if (isWanted && socket != null) {
        movesLeft--;
        fetch(upstream, socket, from);
      }
    }
  }

  private void fetch(SessionUpstream upstream, UpstreamSocket socket, int from) {
    arriving.put(upstream, Optional.empty());
    transport.fetch(
        from,
        socket,
        () -> neighbours.letGo(from, upstream, owner),
        here -> arrived(upstream, here));
  }

  private void arrived(SessionUpstream upstream, boolean here) {
    Optional<EndReason> reason = arriving.remove(upstream);
    if (reason == null) {
      return;
    }
    if (!here && upstream.loopToBe() != upstreams.loop()) {
      wanted.add(upstream); // its loop did not let go: if it is still wanted, it is asked again
      return;
    }
    long now = time.nanos();
    upstream.arrived();
    upstreams.arrive(upstream, now);
    Optional<EndReason> end = here ? reason : Optional.of(EndReason.UPSTREAM_FAILED);
    end.ifPresent(why -> upstreams.close(upstream, why, now));
  }

  /** It is to be closed; false if it is not on its way here. */
  boolean closeOnArrival(SessionUpstream upstream, EndReason reason) {
    return arriving.computeIfPresent(upstream, (key, none) -> Optional.of(reason)) != null;
  }

  /** The datagram in hand is for an upstream that does not belong to this loop. */
  Outcome passOn(SessionUpstream upstream, ClientSide side) {
    UpstreamSocket socket = upstream.socket();
    int loop = upstream.loopToBe();
    if (socket != null && arriving.containsKey(upstream)) {
      transport.keepFor(socket, side.listenAddress(), side.client());
      return Outcome.HANDED_OVER;
    }
    if (socket == null || loop == upstreams.loop()) {
      return Outcome.dropped(DropReason.UPSTREAM_CLOSED);
    }
    transport.handOver(loop, side.listenAddress(), side.client());
    return Outcome.HANDED_OVER;
  }
}
