package org.ikelb.core.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.core.gateway.Ejection;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.StateStoreEntry;
import org.junit.jupiter.api.Test;

class KeptEjectionsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final GatewayId VPN2 = new GatewayId("vpn", "vpn2");

  private final LiveGateway gateway =
      new LiveGateway(
          new Gateway(
              VPN2,
              Optional.of((Inet4Address) new InetSocketAddress("10.0.0.2", 0).getAddress()),
              Optional.empty(),
              1,
              OptionalInt.empty(),
              OptionalInt.empty()),
          NOON);
  private final KeptEjections kept = new KeptEjections(() -> List.of(gateway));

  private KeptEjections restarted() {
    KeptEjections next = new KeptEjections(() -> List.of(gateway));
    next.restore(kept.entries());
    return next;
  }

  @Test
  void comesBackOnceAsItWas() {
    Ejection ejection = gateway.ejections().begin("vpn2 refused 3 clients that vpn1 took", NOON);
    KeptEjections next = restarted();
    assertEquals(Optional.of(ejection), next.takeBack(VPN2, NOON.plusSeconds(29)));
    assertEquals(Optional.empty(), next.takeBack(VPN2, NOON.plusSeconds(29)));
  }

  @Test
  void doesNotComeBackIfItIsOver() {
    gateway.ejections().begin("why", NOON);
    assertEquals(Optional.empty(), restarted().takeBack(VPN2, NOON.plusSeconds(30)));
  }

  @Test
  void isNotKeptOnceItWasLifted() {
    gateway.ejections().begin("why", NOON);
    gateway.ejections().lift();
    assertEquals(Optional.empty(), restarted().takeBack(VPN2, NOON));
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    StateStoreEntry broken =
        new StateStoreEntry("ejected vpn/vpn2", 1, "rubbish".getBytes(StandardCharsets.UTF_8));
    assertTrue(KeptEjections.isOne(broken));
    kept.restore(List.of(broken));
    assertEquals(Optional.empty(), kept.takeBack(VPN2, NOON));
  }
}
