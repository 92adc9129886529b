package org.ikelb.exporter.kit;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Outliers;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.UpWhen;
import org.ikelb.api.topology.VirtualServer;

/**
 * A topology while a test writes it; begins with a ping monitor and the defaults. Not thread-safe.
 */
public final class Draft {
  private final Map<String, VirtualServer> servers = new LinkedHashMap<>();
  private final Map<String, PersistencyGroup> groups = new LinkedHashMap<>();
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Map<String, Monitor> monitors = new LinkedHashMap<>();
  private Timeouts timeouts = Timeouts.DEFAULT;
  private Limits limits = Limits.DEFAULT;

  public Draft() {
    monitor("ping", "icmp", Duration.ofSeconds(5), 3, 1);
  }

  public Draft monitor(String name, String type, Duration interval, int fall, int rise) {
    monitors.put(
        name, new Monitor(name, PluginUse.of(type), interval, Duration.ofSeconds(2), fall, rise));
    return this;
  }

  /** What is asked before a session is opened. */
  public Draft guards(String name, String... types) {
    Pool pool = pools.get(name);
    pools.put(
        name,
        new Pool(
            name,
            pool.method(),
            pool.slowStart(),
            pool.clientAddress(),
            pool.sourceAddresses(),
            pool.upstreamPorts(),
            pool.gateways(),
            pool.monitors(),
            pool.upWhen(),
            pool.holdDown(),
            Stream.of(types).map(PluginUse::of).toList(),
            pool.guardFailure(),
            pool.outliers()));
    return this;
  }

  public Draft limits(Limits all) {
    limits = all;
    return this;
  }

  public Draft timeouts(Timeouts all) {
    timeouts = all;
    return this;
  }

  public Draft timeouts(Duration ike, Duration established) {
    timeouts =
        new Timeouts(
            Timeouts.DEFAULT.halfOpen(),
            Timeouts.DEFAULT.authenticating(),
            ike,
            Timeouts.DEFAULT.natT(),
            established);
    return this;
  }

  /** A virtual server; ports beyond 1000 that end in 4500 speak nat-t. */
  public Draft server(String name, int port, int gatewayPort, String pool, String... addresses) {
    Protocol protocol = port % 10_000 == 4500 ? Protocol.NAT_T : Protocol.IKE;
    List<InetAddress> parsed = Stream.of(addresses).map(Draft::address).toList();
    servers.put(name, new VirtualServer(name, parsed, port, protocol, gatewayPort, pool));
    return this;
  }

  public Draft group(String name, PluginUse strategy, Duration timeout, String... virtualServers) {
    groups.put(name, new PersistencyGroup(name, List.of(virtualServers), strategy, timeout));
    return this;
  }

  /** A pool as ikelb makes it by default, but without guards, watched by the monitor ping. */
  public Draft pool(String name, String method, Gateway... gateways) {
    Map<String, Gateway> byName = new LinkedHashMap<>();
    for (Gateway gateway : gateways) {
      GatewayId id = new GatewayId(name, gateway.id().gateway());
      byName.put(
          id.gateway(),
          new Gateway(
              id,
              gateway.ipv4(),
              gateway.ipv6(),
              gateway.weight(),
              gateway.maxSessions(),
              gateway.maxHalfOpen()));
    }
    pools.put(
        name,
        new Pool(
            name,
            PluginUse.of(method),
            Optional.empty(),
            ClientAddress.TRANSLATE,
            List.of(),
            new PortRange(10240, 32767),
            byName,
            List.of("ping"),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(),
            GuardFailure.PASS,
            Outliers.EJECT));
    return this;
  }

  /** Replaces what a pool has by default with what no appliance has. */
  public Draft demanding(String name, String... monitorNames) {
    Pool pool = pools.get(name);
    pools.put(
        name,
        new Pool(
            name,
            pool.method(),
            Optional.of(Duration.ofMinutes(1)),
            pool.clientAddress(),
            List.of(address("10.0.0.5")),
            new PortRange(20_000, 29_999),
            pool.gateways(),
            List.of(monitorNames),
            UpWhen.ANY,
            Optional.of(Duration.ofMinutes(5)),
            List.of(PluginUse.of("rate-limit")),
            GuardFailure.PASS,
            Outliers.EJECT));
    return this;
  }

  public Topology topology() {
    return new Topology(servers, groups, pools, monitors, limits, timeouts);
  }

  /** A gateway of weight 1 without a limit; its pool is set by {@link #pool}. */
  public static Gateway gateway(String name, String... addresses) {
    return gateway(name, 1, OptionalInt.empty(), addresses);
  }

  public static Gateway gateway(
      String name, int weight, OptionalInt maxSessions, String... addresses) {
    List<InetAddress> parsed = Stream.of(addresses).map(Draft::address).toList();
    return new Gateway(
        new GatewayId("", name),
        first(parsed, Inet4Address.class),
        first(parsed, Inet6Address.class),
        weight,
        maxSessions,
        OptionalInt.empty());
  }

  private static <A extends InetAddress> Optional<A> first(
      List<InetAddress> addresses, Class<A> family) {
    return addresses.stream().filter(family::isInstance).map(family::cast).findFirst();
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
