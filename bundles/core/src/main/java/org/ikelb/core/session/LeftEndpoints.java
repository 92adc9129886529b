package org.ikelb.core.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a session's client was when its upstreams closed, one endpoint for each virtual server.
 *
 * <p>Not thread-safe: under the session's monitor.
 */
final class LeftEndpoints {
  private final EndpointIndex index;
  private List<LeftEndpoint> left = List.of();

  LeftEndpoints(EndpointIndex index) {
    this.index = index;
  }

  void add(Session session, LeftEndpoint endpoint) {
    List<LeftEndpoint> now = new ArrayList<>(left.size() + 1);
    for (LeftEndpoint known : left) {
      if (known.virtualServer().equals(endpoint.virtualServer())) {
        index.remove(known.side(), session);
      } else {
        now.add(known);
      }
    }
    now.add(endpoint);
    left = List.copyOf(now);
    index.put(endpoint.side(), session);
  }

  void forget(Session session) {
    left.forEach(endpoint -> index.remove(endpoint.side(), session));
  }

  List<LeftEndpoint> all() {
    return left;
  }
}
