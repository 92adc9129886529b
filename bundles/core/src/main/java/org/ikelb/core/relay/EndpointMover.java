package org.ikelb.core.relay;

import org.ikelb.api.text.AddressText;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.follow.UnprovenEndpoint;
import org.ikelb.core.session.SessionUpstream;

/**
 * Moves a session's endpoint for good when it is proven, and its flow to the loop that the client's
 * datagrams come to.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class EndpointMover {
  private final RelayContext context;
  private final Upstreams upstreams;

  EndpointMover(RelayContext context, Upstreams upstreams) {
    this.context = context;
    this.upstreams = upstreams;
  }

  /**
   * The client has proven to be there: what its gateway sends goes there, and only there.
   *
   * @param proof how, for people
   */
  void move(SessionUpstream upstream, UnprovenEndpoint endpoint, String proof, long nowNanos) {
    ClientSide from = upstream.clientSide();
    int fromLoop = upstream.flowLoop();
    upstream.moveTo(endpoint, nowNanos);
    dropFlow(upstream, from, fromLoop);
    upstream.session().moved(upstream, from, proof, nowNanos);
    takeFlow(upstream);
  }

  /** The client's datagrams come to another loop than they did: the host or its sockets changed. */
  void follow(SessionUpstream upstream, int loop) {
    int fromLoop = upstream.flowLoop();
    upstream.flowMovedTo(loop);
    dropFlow(upstream, upstream.clientSide(), fromLoop);
    takeFlow(upstream);
  }

  /** Lifts the limit of an unproven endpoint, if it may be lifted. */
  void lift(SessionUpstream upstream, EndpointMoves moves, long nowNanos) {
    UnprovenEndpoint lifted = moves.lift(upstream.clientSide(), upstream.provenNanos(), nowNanos);
    if (lifted != null) {
      upstream
          .session()
          .tell(
              nowNanos,
              upstream.server().name()
                  + ": answers go to "
                  + AddressText.endpoint(lifted.side().client())
                  + " too, without limit: only the port changed, and the old one is silent");
    }
  }

  /** A flow is known to the loop that its upstream belongs to, too: it relays what it is handed. */
  private void dropFlow(SessionUpstream upstream, ClientSide side, int loop) {
    upstreams.flows().remove(side, upstream);
    if (loop != upstreams.loop()) {
      context.neighbours().forgetFlow(loop, side, upstream);
    }
  }

  private void takeFlow(SessionUpstream upstream) {
    upstreams.flows().add(upstream.clientSide(), upstream);
    if (upstream.flowLoop() != upstreams.loop()) {
      context.neighbours().adopt(upstream.flowLoop(), upstream, upstream.clientSide());
    }
  }
}
