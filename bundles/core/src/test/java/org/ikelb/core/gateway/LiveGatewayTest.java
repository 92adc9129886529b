package org.ikelb.core.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.junit.jupiter.api.Test;

class LiveGatewayTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LiveGateway gateway =
      new LiveGateway(
          new Gateway(
              new GatewayId("vpn", "vpn1"),
              Optional.of((Inet4Address) new InetSocketAddress("10.0.0.11", 0).getAddress()),
              Optional.empty(),
              1,
              OptionalInt.of(2),
              OptionalInt.of(3)),
          Instant.EPOCH);

  @Test
  void asksForAProbeAtMostOnceASecondWhenItsHostRefusesDatagrams() {
    AtomicInteger probes = new AtomicInteger();
    gateway.onSuspicion(probes::incrementAndGet);
    for (int i = 0; i < 1_000; i++) {
      gateway.suspect(5 * SECOND + i);
    }
    assertEquals(1, probes.get());
    gateway.suspect(7 * SECOND);
    assertEquals(2, probes.get());
  }

  @Test
  void remembersWhenItLastSentTraffic() {
    assertFalse(gateway.wasSeenWithin(SECOND, 0));
    gateway.seen(10 * SECOND);
    assertTrue(gateway.wasSeenWithin(SECOND, 11 * SECOND));
    assertFalse(gateway.wasSeenWithin(SECOND, 12 * SECOND));
  }

  @Test
  void saysWhyItTakesNoSessions() {
    assertEquals("", gateway.whyNot());
    gateway.sessionsByState().add(SessionState.ESTABLISHED, 2);
    assertEquals("full", gateway.whyNot());
    gateway.update(state -> state.with(Health.DOWN, false, Instant.EPOCH, 0));
    assertEquals("down", gateway.whyNot());
    gateway.update(state -> state.with(AdministrativeState.DRAIN, Optional.empty(), 0));
    assertEquals("drain", gateway.whyNot());
    gateway.update(state -> state.withRemoved(true));
    assertEquals("removed", gateway.whyNot());
  }
}
