package org.ikelb.core.route;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;

/**
 * Where a client's datagram goes. A decision only: nothing has changed by it. An upstream that it
 * names may belong to another loop; then the datagram is handed to that one, which decides again.
 *
 * <p>Immutable.
 */
public sealed interface Route {
  /** Through an upstream that there is. */
  sealed interface Forwarded extends Route {
    /** The upstream; where there are several, the first of them. */
    SessionUpstream upstream();
  }

  /** Nowhere. */
  record Dropped(DropReason reason) implements Route {}

  /**
   * ESP goes through one upstream.
   *
   * @param side where it came from
   * @param how how the upstream was found
   */
  record Esp(SessionUpstream upstream, ClientSide side, How how) implements Forwarded {
    /** How an ESP datagram's upstream was found. */
    public enum How {
      /** It has carried this SPI for this endpoint. */
      KNOWN,
      /** It has carried this SPI, and the session's client may have come here. */
      FROM_ELSEWHERE,
      /** Of those at this endpoint it alone may have got this SPI. */
      ONLY_ONE,
      /** Nobody can tell whose the SPI is, and it is the likeliest. */
      LIKELIEST,
      /** The same, and its gateway has answered since. */
      LIKELIEST_ANSWERED;

      /** Whether nobody could tell, until just now. */
      public boolean wasAmbiguous() {
        return this == LIKELIEST || this == LIKELIEST_ANSWERED;
      }
    }
  }

  /**
   * ESP goes through several upstreams: nobody can tell yet which of them its SPI belongs to.
   *
   * @param upstreams at least one
   * @param side where it came from
   */
  record EspToAll(List<SessionUpstream> upstreams, ClientSide side) implements Forwarded {
    @Override
    public SessionUpstream upstream() {
      return upstreams.get(0);
    }
  }

  /**
   * A keepalive goes where the endpoint's last IKE message went.
   *
   * @param side where it came from
   */
  record Keepalive(SessionUpstream upstream, ClientSide side) implements Forwarded {}

  /** An IKE message goes somewhere. */
  sealed interface Ike extends Route {
    /** The message. */
    IkeArrival arrival();
  }

  /**
   * A protected message goes through a session's upstream.
   *
   * @param byPair whether the session was found by the SPI pair
   */
  record Through(IkeArrival arrival, SessionUpstream upstream, boolean byPair)
      implements Ike, Forwarded {}

  /** A message in clear answers what the session's gateway has asked: nothing is learnt from it. */
  record Complaint(IkeArrival arrival, SessionUpstream upstream) implements Ike, Forwarded {}

  /** A protected message is of a session that has no upstream on this virtual server yet. */
  record NewUpstream(IkeArrival arrival, Session session) implements Ike {}

  /** A protected message is of no session: it is offered to the gateways, unless it must not be. */
  record Stranger(IkeArrival arrival) implements Ike {}

  /** A message that opens a session, or looks like one. */
  sealed interface Request extends Ike {}

  /** A request of a test of the network: it is answered, and opens nothing. */
  record Test(IkeArrival arrival, TestAnswerer answerer) implements Request {}

  /** A session's first message: guards are asked in any case. */
  sealed interface First extends Request {}

  /** A session's first message, repeated. */
  record Again(IkeArrival arrival, SessionUpstream upstream) implements First, Forwarded {}

  /**
   * A session's first message: a gateway is chosen for it.
   *
   * @param last the gateway of the session that the endpoint had last
   * @param silent the gateway that has let this very message wait
   * @param instead the session of the same message that is given up for it
   */
  record Opening(
      IkeArrival arrival,
      Optional<LiveGateway> last,
      Optional<LiveGateway> silent,
      Optional<Session> instead)
      implements First {}
}
