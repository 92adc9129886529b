package org.ikelb.console;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Gateway;
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

/** The topology of a file that nobody has written. */
final class SampleTopology {
  private SampleTopology() {}

  static Topology get() {
    Gateway gw1 =
        new Gateway(
            FakeIkelb.GW1,
            ipv4("10.0.0.11"),
            Optional.empty(),
            1,
            OptionalInt.of(500),
            OptionalInt.empty());
    Gateway gw2 =
        new Gateway(
            FakeIkelb.GW2,
            ipv4("10.0.0.12"),
            Optional.empty(),
            2,
            OptionalInt.empty(),
            OptionalInt.empty());
    Map<String, Gateway> both = new LinkedHashMap<>();
    both.put("gw1", gw1);
    both.put("gw2", gw2);
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("maglev"),
            Optional.of(Duration.ofMinutes(1)),
            ClientAddress.TRANSLATE,
            List.of(address("10.0.0.5")),
            new PortRange(10240, 32767),
            both,
            List.of("ike"),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(new PluginUse("rate-limit", Map.of("perSecond", 50L))),
            GuardFailure.PASS,
            Outliers.EJECT);
    Map<String, VirtualServer> servers = new LinkedHashMap<>();
    servers.put("ike", server("ike", Protocol.IKE));
    servers.put("nat-t", server("nat-t", Protocol.NAT_T));
    PersistencyGroup group =
        new PersistencyGroup(
            "g", List.of("ike", "nat-t"), PluginUse.of("ike-spi"), Duration.ofHours(8));
    Monitor monitor =
        new Monitor(
            "ike", PluginUse.of("ike"), Duration.ofSeconds(10), Duration.ofMillis(1500), 3, 1);
    return new Topology(
        servers,
        Map.of("g", group),
        Map.of("vpn", pool),
        Map.of("ike", monitor),
        Limits.DEFAULT,
        Timeouts.DEFAULT);
  }

  private static VirtualServer server(String name, Protocol protocol) {
    return new VirtualServer(
        name,
        List.of(address("203.0.113.10"), address("2001:db8::10")),
        protocol.port(),
        protocol,
        protocol.port(),
        "vpn");
  }

  private static Optional<Inet4Address> ipv4(String literal) {
    return Optional.of((Inet4Address) address(literal));
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
