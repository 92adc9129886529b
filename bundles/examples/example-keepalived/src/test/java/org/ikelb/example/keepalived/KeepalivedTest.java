package org.ikelb.example.keepalived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.Finding;
import org.ikelb.spi.NoSettings;
import org.junit.jupiter.api.Test;

class KeepalivedTest {
  private final Exporter exporter = new KeepalivedFactory().create(new NoSettings());

  @Test
  void makesOneServiceOfPorts500And4500() throws Exception {
    Export export = export(topology(500), ClientAddress.PRESERVE);

    assertEquals(
        """
        # Works only together with ikelb-marks.nft, which sets the marks.

        # persistency group vpn, IPv4
        virtual_server fwmark 1 {
            ip_family inet
            lvs_method NAT
            lvs_sched mh
            persistence_timeout 28800
            delay_loop 5
            real_server 10.0.0.11 0 { # vpn1
                weight 1
            }
            real_server 10.0.0.12 0 { # vpn2
                weight 2
                uthreshold 1000
            }
        }
        """,
        export.documents().get(0).content());
    assertEquals(
        """
        # Loaded anew as a whole: nft -f ikelb-marks.nft
        table inet ikelb
        delete table inet ikelb
        table inet ikelb {
            chain marks {
                type filter hook prerouting priority mangle; policy accept;
                ip daddr 203.0.113.10 udp dport 500 meta mark set 1
                ip daddr 203.0.113.10 udp dport 4500 meta mark set 1
            }
        }
        """,
        export.documents().get(1).content());
  }

  @Test
  void translatesOnlyWhereItIsAskedFor() throws Exception {
    String rules = export(topology(500), ClientAddress.TRANSLATE).documents().get(1).content();
    assertTrue(rules.contains("meta mark 1 masquerade"), rules);
  }

  @Test
  void saysWhatChanges() throws Exception {
    assertEquals(
        List.of("persistencyGroups.vpn.strategy", "pools.vpn.gateways"),
        export(topology(500), ClientAddress.PRESERVE).findings().stream()
            .map(Finding::path)
            .toList());
  }

  @Test
  void refusesAnotherPortOnTheGateways() throws Exception {
    Export export = export(topology(5500), ClientAddress.PRESERVE);
    assertTrue(export.isRefused());
    assertTrue(export.documents().isEmpty());
    assertFalse(export(topology(500), ClientAddress.PRESERVE).isRefused());
  }

  private Export export(Topology topology, ClientAddress clientAddress) {
    return exporter.export(new ExportRequest(topology, exporter.forms().get(0), clientAddress));
  }

  static Topology topology(int gatewayPort) throws Exception {
    Map<String, Gateway> gateways = new LinkedHashMap<>();
    gateways.put("vpn1", gateway("vpn1", "10.0.0.11", 1, OptionalInt.empty()));
    gateways.put("vpn2", gateway("vpn2", "10.0.0.12", 2, OptionalInt.of(500)));
    Pool pool =
        new Pool(
            "vpn",
            PluginUse.of("maglev"),
            Optional.empty(),
            ClientAddress.PRESERVE,
            List.of(),
            new PortRange(10240, 32767),
            gateways,
            List.of(),
            UpWhen.PROTOCOL,
            Optional.empty(),
            List.of(),
            GuardFailure.PASS,
            Outliers.EJECT);
    return new Topology(
        Map.of(
            "ike", server("ike", 500, Protocol.IKE, gatewayPort),
            "nat-t", server("nat-t", 4500, Protocol.NAT_T, 4500)),
        Map.of(
            "vpn",
            new PersistencyGroup(
                "vpn", List.of("ike", "nat-t"), PluginUse.of("ike-spi"), Duration.ofHours(8))),
        Map.of("vpn", pool),
        Map.of(),
        Limits.DEFAULT,
        Timeouts.DEFAULT);
  }

  private static Gateway gateway(String name, String address, int weight, OptionalInt max)
      throws Exception {
    return new Gateway(
        new GatewayId("vpn", name),
        Optional.of((Inet4Address) InetAddress.getByName(address)),
        Optional.empty(),
        weight,
        max,
        OptionalInt.empty());
  }

  private static VirtualServer server(String name, int port, Protocol protocol, int gatewayPort)
      throws Exception {
    return new VirtualServer(
        name, List.of(InetAddress.getByName("203.0.113.10")), port, protocol, gatewayPort, "vpn");
  }
}
