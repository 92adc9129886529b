package org.ikelb.core.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;

/**
 * What becomes of live sessions when addresses that clients send to are no more.
 *
 * <p>Immutable.
 *
 * @param sessions that lose an upstream, each counted once
 * @param upstreams that end, by virtual server; none are left out
 */
record CutSessions(int sessions, Map<String, Integer> upstreams) {
  CutSessions {
    upstreams = Map.copyOf(upstreams);
  }

  /**
   * Counts them.
   *
   * @param gone the numbers of the addresses
   */
  static CutSessions by(Set<Integer> gone, Collection<Session> live) {
    int sessions = 0;
    Map<String, Integer> upstreams = new HashMap<>();
    if (gone.isEmpty()) {
      return new CutSessions(0, upstreams);
    }
    for (Session session : live) {
      List<SessionUpstream> cut =
          session.upstreams().stream()
              .filter(upstream -> gone.contains(upstream.clientSide().listenAddress()))
              .toList();
      cut.forEach(upstream -> upstreams.merge(upstream.server().name(), 1, Integer::sum));
      sessions += cut.isEmpty() ? 0 : 1;
    }
    return new CutSessions(sessions, upstreams);
  }

  int upstreamsThrough(String virtualServer) {
    return upstreams.getOrDefault(virtualServer, 0);
  }
}
