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
 * @param strategy the persistency strategy
 * @param method the balancing method
 * @param sources how many of the addresses 10.50.0.1 to .4 are used towards the gateways
 * @param gatewaysHaveIpv6 else they have IPv4 only
 * @param monitored whether gateways are probed: every second, 500 ms, fall 2, rise 1
 * @param halfOpen the limit of half-open sessions
 */
public record LabTopology(
    Map<String, Integer> weights,
    String strategy,
    String method,
    int sources,
    boolean gatewaysHaveIpv6,
    boolean monitored,
    int halfOpen) {

  public LabTopology {
    weights = new LinkedHashMap<>(weights);
  }

  /** ike-spi and weighted-round-robin, over these gateways, monitored. */
  public static LabTopology over(String... gateways) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    Stream.of(gateways).forEach(g -> weights.put(g, 1));
    return new LabTopology(weights, "ike-spi", "weighted-round-robin", 1, true, true, 10_000);
  }

  public LabTopology strategy(String name) {
    return new LabTopology(weights, name, method, sources, gatewaysHaveIpv6, monitored, halfOpen);
  }

  public LabTopology method(String name) {
    return new LabTopology(weights, strategy, name, sources, gatewaysHaveIpv6, monitored, halfOpen);
  }

  /** Adds the gateway if need be. */
  public LabTopology weight(String gateway, int weight) {
    Map<String, Integer> changed = new LinkedHashMap<>(weights);
    changed.put(gateway, weight);
    return new LabTopology(
        changed, strategy, method, sources, gatewaysHaveIpv6, monitored, halfOpen);
  }

  public LabTopology sources(int count) {
    return new LabTopology(weights, strategy, method, count, gatewaysHaveIpv6, monitored, halfOpen);
  }

  /** With gateways that have no IPv6 address. */
  public LabTopology ipv4Gateways() {
    return new LabTopology(weights, strategy, method, sources, false, monitored, halfOpen);
  }

  /** Without monitors: every gateway counts as usable. */
  public LabTopology unmonitored() {
    return new LabTopology(weights, strategy, method, sources, gatewaysHaveIpv6, false, halfOpen);
  }

  public LabTopology halfOpen(int limit) {
    return new LabTopology(weights, strategy, method, sources, gatewaysHaveIpv6, monitored, limit);
  }

  /** The document. */
  public String json() {
    return Template.named("ikelb.json")
        .with("STRATEGY", strategy)
        .with("METHOD", method)
        .with("SOURCES", sourceAddresses())
        .with("GATEWAYS", gatewayEntries())
        .with("MONITORS", monitored ? "\"probe\"" : "")
        .with("HALF_OPEN", halfOpen)
        .text();
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
    return "\"%s\": { \"address\": [%s], \"weight\": %d }"
        .formatted(name, quoted(addresses), weight);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(w -> "\"" + w + "\"").collect(Collectors.joining(", "));
  }
}
