package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The upstream on 500 has long ended, and somebody sends the client's SPI pair there. */
class PlainIkeAfterLoginTest extends OneEstablishedClient {
  private static final String ATTACKER_ON_500 = "203.0.113.66:999";

  @BeforeEach
  void keepTheTunnelUntilTheUpstreamOn500IsClosed() {
    for (int i = 0; i < 4; i++) {
      balancer.pass(Duration.ofSeconds(20));
      fromClient(HOME, Packets.keepalive());
    }
    assertEquals(1, session().upstreams().size());
    forgetSent();
  }

  private void attack(ByteBuffer ike) {
    balancer.client(ATTACKER_ON_500, ON_500, ike);
  }

  @Test
  void opensNoWayToTheGatewayThatWouldAskForNoProof() {
    attack(Packets.request(SPI, RESPONDER_SPI, Packets.AUTH, 77, 35));
    attack(Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 2, 35));
    attack(Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 0x7fff_ffff, 35));
    assertEquals(3, balancer.fromClients(ON_500).dropped().get("endpoint-moved"));
    assertEquals(1, session().upstreams().size());
  }

  @Test
  void keepsNoClientFromMoving() {
    attack(Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 0x7fff_ffff, 35));
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
  }
}
