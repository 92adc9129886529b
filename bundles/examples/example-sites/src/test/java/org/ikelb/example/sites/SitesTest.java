package org.ikelb.example.sites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Prefix;
import org.junit.jupiter.api.Test;

class SitesTest {
  private final PersistencyStrategy sites =
      new SitesFactory()
          .create(
              new SitesSettings(
                  List.of(
                      site("berlin", List.of("vpn2", "vpn1"), "192.0.2.0/24", "2001:db8:b::/48"),
                      site("lab", List.of("vpn3"), "192.0.2.64/26"))));

  @Test
  void keepsASiteTogetherOnItsGateways() throws Exception {
    Key one = keyOf("192.0.2.1", 1);
    assertEquals(one, keyOf("192.0.2.200", 2));
    assertEquals(one, keyOf("2001:db8:b::9", 3));
    assertEquals(List.of("vpn2", "vpn1"), one.preferred());
    assertTrue(one.isShared());
  }

  @Test
  void theLongestPrefixCounts() throws Exception {
    assertEquals(List.of("vpn3"), keyOf("192.0.2.65", 1).preferred());
  }

  @Test
  void whoeverIsOfNoSiteStandsAlone() throws Exception {
    Key one = keyOf("203.0.113.1", 1);
    assertNotEquals(one, keyOf("203.0.113.1", 2));
    assertFalse(one.isShared());
    assertEquals(List.of(), one.preferred());
  }

  @Test
  void refusesAPrefixThatIsThereTwice() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SitesSettings(
                List.of(
                    site("a", List.of("vpn1"), "192.0.2.0/24"),
                    site("b", List.of("vpn2"), "192.0.2.0/24"))));
  }

  private static SitesSettings.Site site(String name, List<String> gateways, String... prefixes) {
    return new SitesSettings.Site(name, Stream.of(prefixes).map(Prefix::parse).toList(), gateways);
  }

  private Key keyOf(String client, long spi) throws Exception {
    return sites.keyOf(
        new Request(InetAddress.getByName(client), 500, "ike", spi, ByteBuffer.allocate(28)));
  }

  private record Request(
      InetAddress clientAddress,
      int clientPort,
      String virtualServer,
      long initiatorSpi,
      ByteBuffer message)
      implements Opening {}
}
