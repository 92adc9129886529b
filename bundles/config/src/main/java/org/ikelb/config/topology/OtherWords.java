package org.ikelb.config.topology;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What plugins that ikelb ships are called elsewhere: no typing error leads there.
 *
 * <p>Stateless.
 */
final class OtherWords {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ping", "icmp"),
          Map.entry("echo", "icmp"),
          Map.entry("ikev2", "ike"),
          Map.entry("isakmp", "ike"),
          Map.entry("spi", "ike-spi"),
          Map.entry("sourceip", "source-ip"),
          Map.entry("source-address", "source-ip"),
          Map.entry("client-ip", "source-ip"),
          Map.entry("ip-hash", "source-ip"),
          Map.entry("sticky", "source-ip"),
          Map.entry("round-robin", "weighted-round-robin"),
          Map.entry("roundrobin", "weighted-round-robin"),
          Map.entry("rr", "weighted-round-robin"),
          Map.entry("wrr", "weighted-round-robin"),
          Map.entry("least-connections", "least-sessions"),
          Map.entry("leastconn", "least-sessions"),
          Map.entry("least-conn", "least-sessions"),
          Map.entry("consistent-hash", "maglev"),
          Map.entry("hash", "maglev"),
          Map.entry("ratelimit", "rate-limit"),
          Map.entry("throttle", "rate-limit"),
          Map.entry("cookies", "cookie"));

  private OtherWords() {}

  /** The name that ikelb has for it. */
  static Optional<String> of(String written) {
    return Optional.ofNullable(NAMES.get(written.toLowerCase(Locale.ROOT)));
  }
}
