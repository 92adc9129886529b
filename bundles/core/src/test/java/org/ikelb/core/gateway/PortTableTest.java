package org.ikelb.core.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.PortRange;
import org.junit.jupiter.api.Test;

class PortTableTest {

  @Test
  void givesEachPortOnceUntilItIsReleased() {
    PortTable table = new PortTable(0);
    PortRange range = new PortRange(20_000, 20_099);
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertTrue(taken.add(table.take(range).orElseThrow()));
    }
    assertTrue(table.take(range).isEmpty());
    table.release(20_042);
    assertEquals(20_042, table.take(range).orElseThrow());
  }

  @Test
  void neverGivesThePortsOfIke() {
    PortTable table = new PortTable(0);
    PortRange range = new PortRange(4_499, 4_501);
    Set<Integer> taken = new HashSet<>();
    taken.add(table.take(range).orElseThrow());
    taken.add(table.take(range).orElseThrow());
    assertEquals(Set.of(4_499, 4_501), taken);
    assertTrue(table.take(range).isEmpty());
  }

  @Test
  void spreadsHalfOpenSessionsOverTheSourceAddressesOfTheGatewaysFamily() {
    SourceAddresses sources = new SourceAddresses();
    Gateway gateway = gateway("10.0.0.11", Optional.empty());
    List<InetAddress> configured =
        List.of(address("2001:db8::5"), address("10.0.0.5"), address("10.0.0.6"));
    Set<InetAddress> chosen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      GatewayPath path = sources.choose(configured, gateway, address("2001:db8::77"));
      path.ports().halfOpen().incrementAndGet();
      chosen.add(path.source());
      assertEquals(4, path.source().getAddress().length);
    }
    assertEquals(Set.of(address("10.0.0.5"), address("10.0.0.6")), chosen);
  }

  @Test
  void leavesTheSourceToTheKernelWhereNoneIsConfigured() {
    GatewayPath path =
        new SourceAddresses()
            .choose(List.of(), gateway("10.0.0.11", Optional.empty()), address("192.0.2.1"));
    assertTrue(path.source().isAnyLocalAddress());
  }

  @Test
  void prefersTheClientsFamilyWhereASourceReachesIt() {
    Gateway both = gateway("10.0.0.11", Optional.of((Inet6Address) address("2001:db8::11")));
    InetAddress client = address("2001:db8::77");
    SourceAddresses sources = new SourceAddresses();
    assertEquals(
        address("2001:db8::11"),
        sources.choose(List.of(address("2001:db8::5")), both, client).gateway());
    assertEquals(
        address("10.0.0.11"), sources.choose(List.of(address("10.0.0.5")), both, client).gateway());
    assertEquals(address("2001:db8::11"), sources.choose(List.of(), both, client).gateway());
  }

  private static Gateway gateway(String ipv4, Optional<Inet6Address> ipv6) {
    return new Gateway(
        new GatewayId("vpn", "vpn1"),
        Optional.of((Inet4Address) address(ipv4)),
        ipv6,
        1,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static InetAddress address(String literal) {
    return new InetSocketAddress(literal, 0).getAddress();
  }
}
