package org.ikelb.persistency.sourceip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIpTest {
  private static final SourceIpSettings DEFAULTS = new SourceIpSettings(32, 56);

  @ParameterizedTest(name = "{0}/{1} is {2}")
  @CsvSource({
    "203.0.113.255,                  32,  cb0071ff",
    "203.0.113.255,                  31,  cb0071fe",
    "203.0.113.255,                  24,  cb007100",
    "203.0.113.255,                  9,   cb000000",
    "203.0.113.255,                  8,   cb000000",
    "2001:db8:ffff:ffff:ffff::ffff,  128, 20010db8ffffffffffff00000000ffff",
    "2001:db8:ffff:ffff:ffff::ffff,  64,  20010db8ffffffff0000000000000000",
    "2001:db8:ffff:ffff:ffff::ffff,  49,  20010db8ffff80000000000000000000",
    "2001:db8:ffff:ffff:ffff::ffff,  16,  20010000000000000000000000000000"
  })
  void keyIsTheMaskedAddress(String address, int prefix, String key) {
    SourceIp strategy = new SourceIp(new SourceIpSettings(prefix, prefix));
    assertEquals(key, strategy.keyOf(from(address, 500, "ike", 1)).toString());
  }

  @Test
  void portVirtualServerAndSpiDoNotMatter() {
    SourceIp strategy = new SourceIp(DEFAULTS);
    assertEquals(
        strategy.keyOf(from("203.0.113.9", 500, "ike", 1)),
        strategy.keyOf(from("203.0.113.9", 40123, "nat-t", 2)));
  }

  @Test
  void byDefaultIpv4NeighboursAreApartAndIpv6NeighboursAreNot() {
    SourceIp strategy = new SourceIp(DEFAULTS);
    assertNotEquals(
        strategy.keyOf(from("203.0.113.8", 500, "ike", 1)),
        strategy.keyOf(from("203.0.113.9", 500, "ike", 1)));
    assertEquals(
        strategy.keyOf(from("2001:db8:0:1::1", 500, "ike", 1)),
        strategy.keyOf(from("2001:db8:0:ff:dead:beef:1:2", 500, "ike", 1)));
    assertNotEquals(
        strategy.keyOf(from("2001:db8:0:1::1", 500, "ike", 1)),
        strategy.keyOf(from("2001:db8:0:100::1", 500, "ike", 1)));
  }

  @Test
  void sessionsWithOneKeyShareTheirGateway() {
    Key key = new SourceIp(DEFAULTS).keyOf(from("203.0.113.9", 500, "ike", 1));
    assertTrue(key.isShared());
  }

  @Test
  void factoryMakesTheStrategyForItsSettings() {
    SourceIpFactory factory = new SourceIpFactory();
    assertEquals(SourceIpSettings.class, factory.settingsType());
    assertEquals(
        "cb007100",
        factory
            .create(new SourceIpSettings(24, 64))
            .keyOf(from("203.0.113.9", 500, "ike", 1))
            .toString());
  }

  private static Opening from(String address, int port, String virtualServer, long spi) {
    return new FakeOpening(literal(address), port, virtualServer, spi, ByteBuffer.allocate(28));
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private record FakeOpening(
      InetAddress clientAddress,
      int clientPort,
      String virtualServer,
      long initiatorSpi,
      ByteBuffer message)
      implements Opening {}
}
