package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Something goes wrong when a session ends: the others end all the same. */
class BrokenTimerTest {
  private final Balancer balancer = Balancer.started();

  @Test
  void oneThatThrowsKeepsNoOtherAndTheClockGoesOn() {
    for (int i = 0; i < 3; i++) {
      balancer.client("192.0.2.1:" + (500 + i), ON_500, Packets.initRequest(0x1000 + i));
    }
    balancer.transports.get(ON_500).throwsOnClose = true;
    assertThrows(IllegalStateException.class, () -> balancer.pass(Duration.ofSeconds(31)));
    assertEquals(0, balancer.sessions.size());

    balancer.client("192.0.2.1:777", ON_500, Packets.initRequest(0x2000));
    balancer.pass(Duration.ofSeconds(60));
    assertEquals(0, balancer.sessions.size());
  }
}
