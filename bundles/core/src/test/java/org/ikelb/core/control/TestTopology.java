package org.ikelb.core.control;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Limits;
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

/** One pool behind virtual servers on 500 and 4500. */
final class TestTopology {
  private TestTopology() {}

  /** Gateways by name, with an IPv4 address each. */
  static Topology of(Map<String, String> gateways) {
    Map<String, Gateway> configured = new LinkedHashMap<>();
    new TreeMap<>(gateways)
        .forEach(
            (name, address) ->
                configured.put(
                    name,
                    new Gateway(
                        new GatewayId("vpn", name),
                        Optional.of((Inet4Address) address(address)),
                        Optional.empty(),
                        1,
                        OptionalInt.empty(),
                        OptionalInt.empty())));
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("weighted-round-robin"),
            Optional.empty(),
            ClientAddress.TRANSLATE,
            List.of(),
            new PortRange(10240, 32767),
            configured,
            List.of(),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(),
            GuardFailure.PASS,
            Outliers.EJECT);
    PersistencyGroup group =
        new PersistencyGroup(
            "group", List.of("ike", "nat-t"), PluginUse.of("by-spi"), Duration.ofHours(8));
    return new Topology(
        Map.of("ike", server("ike", Protocol.IKE), "nat-t", server("nat-t", Protocol.NAT_T)),
        Map.of("group", group),
        Map.of("vpn", pool),
        Map.of(),
        new Limits(1_000, 100, 100),
        Timeouts.DEFAULT);
  }

  /** The same with one virtual server less. */
  static Topology without(String virtualServer, Topology topology) {
    Map<String, VirtualServer> servers = new LinkedHashMap<>(topology.virtualServers());
    servers.remove(virtualServer);
    PersistencyGroup group = topology.persistencyGroups().values().iterator().next();
    return new Topology(
        servers,
        Map.of(
            group.name(),
            new PersistencyGroup(
                group.name(), List.copyOf(servers.keySet()), group.strategy(), group.timeout())),
        topology.pools(),
        topology.monitors(),
        topology.limits(),
        topology.timeouts());
  }

  private static VirtualServer server(String name, Protocol protocol) {
    return new VirtualServer(
        name, List.of(address("192.0.2.10")), protocol.port(), protocol, protocol.port(), "vpn");
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }
}
