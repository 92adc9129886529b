package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class OfferLimitTest {
  private final OfferLimit limit = new OfferLimit(0);

  @Test
  void anIpv6HomeIsOneSource() {
    int offered = 0;
    for (int host = 1; host <= 100; host++) {
      offered += offers("2001:db8:0:1" + "%02x::1".formatted(host));
    }
    assertEquals(10, offered);
  }

  @Test
  void ipv4AddressesAreSourcesOfTheirOwn() {
    int offered = 0;
    for (int host = 1; host <= 100; host++) {
      offered += offers("203.0.113." + host);
    }
    assertEquals(100, offered);
  }

  private int offers(String from) {
    InetAddress source = new InetSocketAddress(from, 0).getAddress();
    if (!limit.hasRoom(source, 1)) {
      return 0;
    }
    limit.count(source, 1);
    return 1;
  }
}
