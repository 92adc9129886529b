package org.ikelb.console.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.SessionView.Upstream;

/** Traffic per second, from the sessions' counters at two moments. Pure functions. */
final class Rates {
  private Rates() {}

  /** What a session's traffic is added to. */
  interface Grouping {
    String of(SessionView session);
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

    Rate plus(Rate other) {
      return new Rate(
          name,
          sessions + other.sessions,
          bytesUp + other.bytesUp,
          bytesDown + other.bytesDown,
          datagramsUp + other.datagramsUp,
          datagramsDown + other.datagramsDown);
    }
  }

  /** One a group, in the order of the sessions; a session that ended in between is left out. */
  static List<Rate> between(
      List<SessionView> before, List<SessionView> after, Duration time, Grouping grouping) {
    Map<String, SessionView> earlier = new HashMap<>();
    before.forEach(session -> earlier.put(session.id(), session));
    double seconds = time.toNanos() / 1e9;
    Map<String, Rate> groups = new LinkedHashMap<>();
    for (SessionView session : after) {
      String name = grouping.of(session);
      SessionView old = earlier.get(session.id());
      List<Upstream> then = old == null ? List.of() : old.upstreams();
      groups.merge(name, rate(name, then, session.upstreams(), seconds), Rate::plus);
    }
    return new ArrayList<>(groups.values());
  }

  private static Rate rate(String name, List<Upstream> then, List<Upstream> now, double seconds) {
    return new Rate(
        name,
        1,
        growth(then, now, Upstream::bytesUp) / seconds,
        growth(then, now, Upstream::bytesDown) / seconds,
        growth(then, now, Upstream::datagramsUp) / seconds,
        growth(then, now, Upstream::datagramsDown) / seconds);
  }

  /** Never negative: the upstream on 500 ends while the session lives on, and so do its counts. */
  private static long growth(
      List<Upstream> then, List<Upstream> now, ToLongFunction<Upstream> counter) {
    Map<String, Long> old = new HashMap<>();
    then.forEach(upstream -> old.put(path(upstream), counter.applyAsLong(upstream)));
    return now.stream()
        .mapToLong(u -> Math.max(0, counter.applyAsLong(u) - old.getOrDefault(path(u), 0L)))
        .sum();
  }

  private static String path(Upstream upstream) {
    return upstream.virtualServer() + " " + upstream.local();
  }

  /** {@code 198.51.100.7:4500} without its port. */
  static String addressOf(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    String address = colon < 0 ? endpoint : endpoint.substring(0, colon);
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }
}
