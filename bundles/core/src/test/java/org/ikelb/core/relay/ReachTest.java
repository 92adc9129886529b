package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/**
 * What a client gets before it has shown that its address is its own: too little to harm others.
 */
class ReachTest {
  private static final String CLIENT_500 = "192.0.2.1:500";
  private static final String CLIENT_4500 = "192.0.2.1:4500";
  private static final String ELSEWHERE_4500 = "198.51.100.7:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;

  private final Balancer balancer = Balancer.started();

  private SessionUpstream dial() {
    balancer.client(CLIENT_500, ON_500, Packets.initRequest(SPI));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private void answer(SessionUpstream upstream, int length) {
    balancer.gateway(
        upstream, ON_500, Packets.grown(Packets.initAnswer(SPI, RESPONDER_SPI), length));
  }

  private SessionUpstream logIn(String endpoint) {
    balancer.client(
        endpoint,
        ON_4500,
        Packets.marked(Packets.request(SPI, RESPONDER_SPI, Packets.AUTH, 1, 35)));
    return balancer.lastUpstream(ON_4500).orElseThrow();
  }

  private void answersLogin(SessionUpstream on4500, int length) {
    ByteBuffer answer = Packets.answer(SPI, RESPONDER_SPI, Packets.AUTH, 1, Packets.EAP_INSIDE);
    balancer.gateway(on4500, ON_4500, Packets.marked(Packets.grown(answer, length)));
  }

  private void arrives(int listenAddress, long forwarded, long dropped) {
    assertEquals(forwarded, balancer.fromGateways(listenAddress).forwarded());
    assertEquals(
        dropped == 0 ? Map.of() : Map.of("unproven-address", dropped),
        balancer.fromGateways(listenAddress).dropped());
  }

  @Test
  void aForgedRequestGetsOneAnswer() {
    SessionUpstream upstream = dial();
    answer(upstream, 500);
    arrives(ON_500, 1, 0);
    answer(upstream, 500);
    answer(upstream, 64);
    arrives(ON_500, 1, 2);
  }

  @Test
  void anAnswerMayBeLongButNotAnyLength() {
    SessionUpstream upstream = dial();
    answer(upstream, 4097);
    arrives(ON_500, 0, 1);
    answer(upstream, 4096);
    arrives(ON_500, 1, 1);
  }

  @Test
  void aLongRequestMayHaveAnAnswerThreeTimesAsLong() {
    balancer.client(CLIENT_500, ON_500, Packets.grown(Packets.initRequest(SPI), 2000));
    answer(balancer.lastUpstream(ON_500).orElseThrow(), 6000);
    arrives(ON_500, 1, 0);
  }

  @Test
  void everyRequestThatIsRepeatedGetsOneMore() {
    dial();
    dial();
    SessionUpstream upstream = dial();
    for (int i = 0; i < 4; i++) {
      answer(upstream, 500);
    }
    arrives(ON_500, 3, 1);
  }

  @Test
  void whoShowsTheResponderSpiIsFreeOnBothPorts() {
    SessionUpstream on500 = dial();
    answer(on500, 500);
    SessionUpstream on4500 = logIn(CLIENT_4500);
    for (int i = 0; i < 20; i++) {
      answersLogin(on4500, 3000);
      answer(on500, 3000);
    }
    arrives(ON_4500, 20, 0);
    arrives(ON_500, 21, 0);
  }

  @Test
  void whoShowsAWrongResponderSpiIsNot() {
    SessionUpstream on500 = dial();
    answer(on500, 500);
    balancer.client(CLIENT_500, ON_500, Packets.request(SPI, 0xbad, Packets.AUTH, 1, 35));
    answer(on500, 500);
    arrives(ON_500, 1, 1);
  }

  @Test
  void whoGoesOnElsewhereGetsALoginsWorthOnce() {
    SessionUpstream on500 = dial();
    answer(on500, 500);
    SessionUpstream on4500 = logIn(ELSEWHERE_4500);
    for (int i = 0; i < 20; i++) {
      answersLogin(on4500, 2000);
    }
    arrives(ON_4500, 8, 12);
    assertTrue(8 * 2004 <= 16 * 1024 + 3 * 68);
    answer(on500, 500);
    assertEquals(1, balancer.fromGateways(ON_500).forwarded(), "nor is the first address free");
  }

  @Test
  void whoLogsInElsewhereIsFree() {
    SessionUpstream on500 = dial();
    answer(on500, 500);
    SessionUpstream on4500 = logIn(ELSEWHERE_4500);
    answersLogin(on4500, 2000);
    balancer.client(ELSEWHERE_4500, ON_4500, Packets.esp(0xabcd, 1));
    for (int i = 0; i < 1000; i++) {
      balancer.gateway(on4500, ON_4500, Packets.esp(0x1234, i));
    }
    arrives(ON_4500, 1001, 0);
  }

  /** Somebody dials from where he is, and then lets the certificates go to somebody else. */
  @Test
  void whoMovesBeforeHeIsInIsNotFreeThere() {
    SessionUpstream on500 = dial();
    answer(on500, 500);
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 9, 0)));
    SessionUpstream on4500 = balancer.lastUpstream(ON_4500).orElseThrow();
    logIn(ELSEWHERE_4500);
    for (int i = 0; i < 20; i++) {
      answersLogin(on4500, 2000);
    }
    long forwarded = balancer.fromGateways(ON_4500).forwarded();
    assertTrue(forwarded <= 9, forwarded + " of 20");
  }

  @Test
  void anotherGatewaysEspUsesUpNoAnswer() {
    balancer.client(CLIENT_4500, ON_4500, Packets.marked(Packets.initRequest(SPI)));
    SessionUpstream on4500 = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(on4500, ON_4500, Packets.esp(0x1234, 1));
    balancer.gateway(on4500, ON_4500, Packets.marked(Packets.initAnswer(SPI, RESPONDER_SPI)));
    arrives(ON_4500, 1, 1);
  }
}
