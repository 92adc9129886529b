package org.ikelb.console.verb;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.console.output.Wording;

/** A topology in the shape of {@code ikelb.json}, defaults spelt out. Pure functions. */
final class TopologyDocument {
  private TopologyDocument() {}

  static Map<String, Object> of(Topology topology) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put("virtualServers", each(topology.virtualServers(), TopologyDocument::server));
    document.put("persistencyGroups", each(topology.persistencyGroups(), TopologyDocument::group));
    document.put("pools", each(topology.pools(), TopologyDocument::pool));
    document.put("monitors", each(topology.monitors(), TopologyDocument::monitor));
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("sessions", topology.limits().sessions());
    limits.put("halfOpen", topology.limits().halfOpen());
    limits.put("halfOpenPerSource", topology.limits().halfOpenPerSource());
    document.put("limits", limits);
    document.put("timeouts", timeouts(topology.timeouts()));
    return document;
  }

  private static Object server(VirtualServer server) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("address", addresses(server.addresses()));
    object.put("port", server.port());
    object.put("protocol", server.protocol().key());
    object.put("gatewayPort", server.gatewayPort());
    object.put("pool", server.pool());
    return object;
  }

  private static Object group(PersistencyGroup group) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("virtualServers", group.virtualServers());
    object.put("strategy", plugin(group.strategy()));
    object.put("timeout", duration(group.timeout()));
    return object;
  }

  private static Object pool(Pool pool) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", plugin(pool.method()));
    pool.slowStart().ifPresent(value -> object.put("slowStart", duration(value)));
    object.put("clientAddress", Wording.word(pool.clientAddress()));
    if (!pool.sourceAddresses().isEmpty()) {
      object.put("sourceAddresses", literals(pool.sourceAddresses()));
    }
    object.put("upstreamPorts", pool.upstreamPorts().toString());
    object.put("gateways", each(pool.gateways(), TopologyDocument::gateway));
    object.put("monitors", pool.monitors());
    object.put("upWhen", Wording.word(pool.upWhen()));
    pool.holdDown().ifPresent(value -> object.put("holdDown", duration(value)));
    object.put("guards", pool.guards().stream().map(TopologyDocument::plugin).toList());
    object.put("guardFailure", Wording.word(pool.guardFailure()));
    object.put("outliers", Wording.word(pool.outliers()));
    return object;
  }

  private static Object gateway(Gateway gateway) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("address", addresses(gateway.addresses()));
    object.put("weight", gateway.weight());
    gateway.maxSessions().ifPresent(value -> object.put("maxSessions", value));
    gateway.maxHalfOpen().ifPresent(value -> object.put("maxHalfOpen", value));
    return object;
  }

  private static Object monitor(Monitor monitor) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", monitor.plugin().type());
    object.put("interval", duration(monitor.interval()));
    object.put("timeout", duration(monitor.timeout()));
    object.put("fall", monitor.fall());
    object.put("rise", monitor.rise());
    object.putAll(monitor.plugin().settings());
    return object;
  }

  private static Object timeouts(Timeouts timeouts) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("halfOpen", duration(timeouts.halfOpen()));
    object.put("authenticating", duration(timeouts.authenticating()));
    object.put("ike", duration(timeouts.ike()));
    object.put("nat-t", duration(timeouts.natT()));
    object.put("established", duration(timeouts.established()));
    return object;
  }

  private static Object plugin(PluginUse use) {
    if (use.settings().isEmpty()) {
      return use.type();
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", use.type());
    object.putAll(use.settings());
    return object;
  }

  private static <V> Map<String, Object> each(Map<String, V> things, Function<V, Object> write) {
    Map<String, Object> object = new LinkedHashMap<>();
    things.forEach((name, thing) -> object.put(name, write.apply(thing)));
    return object;
  }

  private static Object addresses(List<InetAddress> addresses) {
    List<String> literals = literals(addresses);
    return literals.size() == 1 ? literals.get(0) : literals;
  }

  private static List<String> literals(List<InetAddress> addresses) {
    return addresses.stream().map(AddressText::of).toList();
  }

  /** In the largest unit that divides it: {@code 8h}, {@code 150s}, {@code 1500ms}. */
  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    return Stream.of(Map.entry("h", 3_600_000L), Map.entry("m", 60_000L), Map.entry("s", 1000L))
        .filter(unit -> millis % unit.getValue() == 0)
        .findFirst()
        .map(unit -> millis / unit.getValue() + unit.getKey())
        .orElse(millis + "ms");
  }
}
