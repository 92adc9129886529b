package org.ikelb.console.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.SessionView.Upstream;

/**
 * Traffic per second, from the sessions' counters at two moments. Keeps the counters, not the
 * sessions: there may be many.
 *
 * <p>Not thread-safe: made for one question.
 */
final class Rates {
  /** By session and path. */
  private final Map<String, Counters> before = new HashMap<>();

  private final Map<String, Group> groups = new HashMap<>();

  private record Counters(long bytesUp, long bytesDown, long datagramsUp, long datagramsDown) {
    static final Counters NONE = new Counters(0, 0, 0, 0);

    static Counters of(Upstream upstream) {
      return new Counters(
          upstream.bytesUp(),
          upstream.bytesDown(),
          upstream.datagramsUp(),
          upstream.datagramsDown());
    }

    Counters plus(Counters other) {
      return new Counters(
          bytesUp + other.bytesUp,
          bytesDown + other.bytesDown,
          datagramsUp + other.datagramsUp,
          datagramsDown + other.datagramsDown);
    }

    Counters since(Counters old) {
      return new Counters(
          bytesUp - old.bytesUp,
          bytesDown - old.bytesDown,
          datagramsUp - old.datagramsUp,
          datagramsDown - old.datagramsDown);
    }
  }

  private record Group(int sessions, Counters growth) {
    Group plus(Group other) {
      return new Group(sessions + other.sessions, growth.plus(other.growth));
    }
  }

  /**
   * Traffic of one group, each number per second.
   *
   * @param name of the group
   * @param sessions how many there were at the end
   * @param bytesUp from clients
   * @param bytesDown to clients
   * @param datagramsUp from clients
   * @param datagramsDown to clients
   */
  record Rate(
      String name,
      int sessions,
      double bytesUp,
      double bytesDown,
      double datagramsUp,
      double datagramsDown) {

    double bytes() {
      return bytesUp + bytesDown;
    }
  }

  /** A session at the first moment. */
  void before(SessionView session) {
    session.upstreams().forEach(up -> before.put(path(session, up), Counters.of(up)));
  }

  /**
   * A session at the second moment; one that has ended is left out.
   *
   * @param group what its traffic is added to
   */
  void after(SessionView session, String group) {
    // The upstream on 500 ends while the session lives on, and so do its counts: never negative.
    Counters growth =
        session.upstreams().stream()
            .map(up -> Counters.of(up).since(before.getOrDefault(path(session, up), Counters.NONE)))
            .reduce(Counters.NONE, Counters::plus);
    groups.merge(group, new Group(1, growth), Group::plus);
  }

  private static String path(SessionView session, Upstream upstream) {
    return session.id() + " " + upstream.virtualServer() + " " + upstream.local();
  }

  /**
   * One a group, in no order.
   *
   * @param time between the two moments
   */
  List<Rate> over(Duration time) {
    double seconds = time.toNanos() / 1e9;
    return groups.entrySet().stream()
        .map(entry -> rate(entry.getKey(), entry.getValue(), seconds))
        .toList();
  }

  private static Rate rate(String name, Group group, double seconds) {
    return new Rate(
        name,
        group.sessions(),
        group.growth().bytesUp() / seconds,
        group.growth().bytesDown() / seconds,
        group.growth().datagramsUp() / seconds,
        group.growth().datagramsDown() / seconds);
  }

  /** {@code 198.51.100.7:4500} without its port. */
  static String addressOf(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    String address = colon < 0 ? endpoint : endpoint.substring(0, colon);
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }
}
