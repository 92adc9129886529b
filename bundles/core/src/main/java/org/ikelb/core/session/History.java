package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is remembered of a session's closed upstreams, for its events.
 *
 * <p>Not thread-safe: under the session's monitor.
 */
final class History {
  /** Beyond these the oldest are forgotten. */
  private static final int MAX_ENDS = 4;

  private final Deque<Ends> ends = new ArrayDeque<>(2);
  private Traffic traffic = new Traffic(0, 0, 0, 0);

  /**
   * Between whom an upstream was.
   *
   * @param upstream ikelb's, as the gateway sees it
   */
  record Ends(InetSocketAddress client, InetSocketAddress upstream) {
    static Ends of(SessionUpstream upstream) {
      return new Ends(upstream.clientSide().client(), upstream.port().seenByGateway());
    }
  }

  /** What went through; up is to the gateway. */
  record Traffic(long datagramsUp, long bytesUp, long datagramsDown, long bytesDown) {}

  void closed(SessionUpstream upstream) {
    if (ends.size() == MAX_ENDS) {
      ends.removeFirst();
    }
    ends.addLast(Ends.of(upstream));
    traffic =
        new Traffic(
            traffic.datagramsUp + upstream.traffic().datagramsUp(),
            traffic.bytesUp + upstream.traffic().bytesUp(),
            traffic.datagramsDown + upstream.traffic().datagramsDown(),
            traffic.bytesDown + upstream.traffic().bytesDown());
  }

  /** Of all upstreams, those that are open last. */
  List<Ends> ends(List<SessionUpstream> open) {
    return Stream.concat(ends.stream(), open.stream().map(Ends::of)).distinct().toList();
  }

  /** Of the closed ones. */
  Traffic traffic() {
    return traffic;
  }
}
