package org.ikelb.acceptance.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The topology file of the ikelb in a lab; each method returns a changed copy.
 *
 * @param weights of the gateways, by name
 * @param sources how many of the addresses 10.50.0.1 to .4 are used towards the gateways
 * @param gatewaysHaveIpv6 else they have IPv4 only
 * @param words that fill in {@code ikelb.json}
 */
public record LabTopology(
    Map<String, Integer> weights,
    int sources,
    boolean gatewaysHaveIpv6,
    Map<String, String> words) {

  public LabTopology {
    weights = new LinkedHashMap<>(weights);
    words = Map.copyOf(words);
  }

  /**
   * ike-spi and weighted-round-robin, over these gateways, probed with IKE: every second, 500 ms,
   * fall 2, rise 1.
   */
  public static LabTopology over(String... gateways) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    Stream.of(gateways).forEach(g -> weights.put(g, 1));
    Map<String, String> words =
        Map.of(
            "STRATEGY", "ike-spi",
            "METHOD", "weighted-round-robin",
            "MONITORS", quoted(List.of("probe")),
            "GUARDS", quoted(List.of("rate-limit", "cookie")),
            "HALF_OPEN", "10000",
            "UPSTREAM_PORTS", "10240-32767",
            "MAX_SESSIONS", "",
            "TIMEOUTS", "");
    return new LabTopology(weights, 1, true, words);
  }

  public LabTopology strategy(String name) {
    return with("STRATEGY", name);
  }

  public LabTopology method(String name) {
    return with("METHOD", name);
  }

  /** Adds the gateway if need be. */
  public LabTopology weight(String gateway, int weight) {
    Map<String, Integer> changed = new LinkedHashMap<>(weights);
    changed.put(gateway, weight);
    return new LabTopology(changed, sources, gatewaysHaveIpv6, words);
  }

  public LabTopology sources(int count) {
    return new LabTopology(weights, count, gatewaysHaveIpv6, words);
  }

  /** With gateways that have no IPv6 address. */
  public LabTopology ipv4Gateways() {
    return new LabTopology(weights, sources, false, words);
  }

  /** Without monitors: every gateway counts as usable. */
  public LabTopology unmonitored() {
    return monitors();
  }

  /**
   * With these monitors of {@code ikelb.json}: {@code probe} and {@code ping} every second; {@code
   * fast-ping}, {@code readiness} and {@code liveness} every 100 ms.
   */
  public LabTopology monitors(String... names) {
    return with("MONITORS", quoted(List.of(names)));
  }

  /**
   * With these guards instead of the usual ones.
   *
   * @param guards as in the file: {@code { "type": "cookie", "always": true }}
   */
  public LabTopology guards(String... guards) {
    return with("GUARDS", String.join(", ", guards));
  }

  public LabTopology halfOpen(int limit) {
    return with("HALF_OPEN", Integer.toString(limit));
  }

  /**
   * ikelb's own ports towards each gateway.
   *
   * @param range {@code 20000-20003}
   */
  public LabTopology upstreamPorts(String range) {
    return with("UPSTREAM_PORTS", range);
  }

  /** With so many half-open sessions each gateway is full. */
  public LabTopology maxHalfOpen(int limit) {
    return with("MAX_SESSIONS", ", \"maxHalfOpen\": " + limit);
  }

  /** With so many sessions each gateway is full. */
  public LabTopology maxSessions(int limit) {
    return with("MAX_SESSIONS", ", \"maxSessions\": " + limit);
  }

  /**
   * With one more timeout that is not the default.
   *
   * @param name {@code authenticating}
   * @param duration {@code 35s}
   */
  public LabTopology timeout(String name, String duration) {
    String others = words.getOrDefault("TIMEOUTS", "");
    String added = "\"%s\": \"%s\"".formatted(name, duration);
    return with("TIMEOUTS", others.isEmpty() ? added : others + ", " + added);
  }

  /**
   * How long half-open sessions last, and everything without traffic.
   *
   * @param duration {@code 5s}
   */
  public LabTopology silence(String duration) {
    return with(
        "TIMEOUTS",
        Stream.of("halfOpen", "ike", "nat-t", "established")
            .map(t -> "\"%s\": \"%s\"".formatted(t, duration))
            .collect(Collectors.joining(", ")));
  }

  /**
   * How long a session lasts without traffic: before it is established, and once it is.
   *
   * @param halfOpen {@code 3s}
   */
  public LabTopology silence(String halfOpen, String established) {
    return with(
        "TIMEOUTS", "\"nat-t\": \"%s\", \"established\": \"%s\"".formatted(halfOpen, established));
  }

  private LabTopology with(String word, String value) {
    Map<String, String> changed = new LinkedHashMap<>(words);
    changed.put(word, value);
    return new LabTopology(weights, sources, gatewaysHaveIpv6, changed);
  }

  /** The document. */
  public String json() {
    Template document = Template.named("ikelb.json");
    for (Map.Entry<String, String> word : words.entrySet()) {
      document = document.with(word.getKey(), word.getValue());
    }
    return document.with("SOURCES", sourceAddresses()).with("GATEWAYS", gatewayEntries()).text();
  }

  private String sourceAddresses() {
    Stream<String> ipv4 = IntStream.rangeClosed(1, sources).mapToObj(i -> "10.50.0." + i);
    Stream<String> ipv6 = gatewaysHaveIpv6 ? Stream.of("fd00:50::1") : Stream.of();
    return quoted(Stream.concat(ipv4, ipv6).toList());
  }

  private String gatewayEntries() {
    return weights.entrySet().stream()
        .map(e -> gatewayEntry(e.getKey(), e.getValue()))
        .collect(Collectors.joining(",\n        "));
  }

  private String gatewayEntry(String name, int weight) {
    String number = name.substring(2);
    List<String> addresses =
        gatewaysHaveIpv6
            ? List.of("10.50.0.1" + number, "fd00:50::1" + number)
            : List.of("10.50.0.1" + number);
    return "\"%s\": { \"address\": [%s], \"weight\": %d%s }"
        .formatted(name, quoted(addresses), weight, words.getOrDefault("MAX_SESSIONS", ""));
  }

  private static String quoted(List<String> words) {
    return words.stream().map(w -> "\"" + w + "\"").collect(Collectors.joining(", "));
  }
}
