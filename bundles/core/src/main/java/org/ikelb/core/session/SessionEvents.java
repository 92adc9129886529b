package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.follow.SpiPair;

/** What is said of a session when it is established, and when it has ended. Pure functions. */
final class SessionEvents {
  private SessionEvents() {}

  static SessionEvent established(
      Session session, List<History.Ends> ends, List<SpiPair> pairs, long nowNanos) {
    return new SessionEvent.Established(
        session.id(),
        session.origin().group(),
        clients(ends),
        upstreams(ends),
        session.gateway().name(),
        session.path().gateway(),
        pairs,
        ageMillis(session, nowNanos));
  }

  static SessionEvent ended(
      Session session,
      EndReason reason,
      List<History.Ends> ends,
      List<SpiPair> pairs,
      History.Traffic traffic,
      long endedNanos) {
    return new SessionEvent.Ended(
        session.id(),
        session.origin().group(),
        session.state(),
        reason,
        clients(ends),
        upstreams(ends),
        session.gateway().name(),
        session.path().gateway(),
        pairs,
        ageMillis(session, endedNanos),
        traffic.datagramsUp(),
        traffic.bytesUp(),
        traffic.datagramsDown(),
        traffic.bytesDown());
  }

  private static List<InetSocketAddress> clients(List<History.Ends> ends) {
    return ends.stream().map(History.Ends::client).toList();
  }

  private static List<InetSocketAddress> upstreams(List<History.Ends> ends) {
    return ends.stream().map(History.Ends::upstream).toList();
  }

  private static long ageMillis(Session session, long nowNanos) {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - session.origin().openedNanos());
  }
}
