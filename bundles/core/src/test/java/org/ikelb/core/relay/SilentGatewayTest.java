package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.Optional;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** A gateway's host is gone without a word, and no monitor knows yet. */
class SilentGatewayTest {
  private static final String CLIENT = "192.0.2.1:500";
  private static final long SPI = 0x1111;
  private static final Duration RETRANSMISSION = Duration.ofSeconds(1);

  private final Balancer balancer = Balancer.started();
  private final SessionUpstream first = dial();

  private SessionUpstream dial() {
    balancer.client(CLIENT, ON_500, Packets.initRequest(SPI));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private LiveGateway gateway(boolean ofFirst) {
    return balancer.gateways.stream()
        .filter(gateway -> (gateway.sessions() == 1) == ofFirst)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isLeftWithTheFirstRetransmission() {
    balancer.pass(RETRANSMISSION);
    assertNotEquals(first.remote(), dial().remote());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void getsADatagramThatIsRepeatedAtOnce() {
    assertEquals(first, dial());
  }

  @Test
  void isNotSilentIfItHasAnsweredThisClient() {
    balancer.gateway(first, ON_500, Packets.initAnswer(SPI, 0x2222));
    balancer.pass(RETRANSMISSION);
    assertEquals(first, dial());
  }

  @Test
  void isNotSilentIfOthersHaveHeardOfIt() {
    balancer.pass(Duration.ofMillis(500));
    gateway(true).seen(balancer.time.nanos());
    balancer.pass(Duration.ofMillis(500));
    assertEquals(first, dial());
  }

  @Test
  void isNotSilentIfItAnswersGreetingsOfOthers() {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9)); // to the other gateway
    balancer.client("192.0.2.8:500", ON_500, Packets.initRequest(0x8));
    SessionUpstream others = balancer.lastUpstream(ON_500).orElseThrow();
    assertEquals(first.remote(), others.remote());
    balancer.pass(Duration.ofMillis(700));
    balancer.gateway(others, ON_500, Packets.initAnswer(0x8, 0x88));
    balancer.pass(Duration.ofMillis(300));
    assertEquals(first, dial());
  }

  @Test
  void isStayedWithIfThereIsNoOther() {
    gateway(false)
        .update(
            state ->
                state.with(
                    AdministrativeState.MAINTENANCE, Optional.empty(), balancer.time.nanos()));
    balancer.pass(RETRANSMISSION);
    assertEquals(first, dial());
  }
}
