package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.Health;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** A session is its own client's, whatever others say at its upstream, or at its endpoint. */
class OwnClientTest extends OneEstablishedClient {
  private static final long OTHER_SPI = 0x7777;
  private static final long OTHER_RESPONDER_SPI = 0x8888;
  private static final SpiPair OWN = new SpiPair(SPI, RESPONDER_SPI);

  /** What the gateway says to whoever had the upstream's port before. */
  private static ByteBuffer toSomebodyElse(int exchange, int id, int inside) {
    return Packets.marked(
        Packets.gatewayRequest(OTHER_SPI, OTHER_RESPONDER_SPI, exchange, id, inside));
  }

  private static ByteBuffer ofSomebodyElse(int id) {
    return Packets.marked(
        Packets.request(OTHER_SPI, OTHER_RESPONDER_SPI, Packets.INFORMATIONAL, id, 41));
  }

  @Test
  void learnsNothingOfAPairThatTheGatewayShowsWithoutAKeyExchange() {
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    fromGateway(toSomebodyElse(Packets.CREATE_CHILD, 1, 0));
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 2, Packets.DELETE_INSIDE));
    assertEquals(List.of(OWN), session().pairs());
    assertEquals(List.of(HOME, HOME, HOME), sentToClients());
    assertEquals(3, balancer.fromGateways(ON_4500).foreign());
  }

  @Test
  void isNotMovedByTheClientThatHadItsPort() {
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    fromClient(ELSEWHERE, ofSomebodyElse(7));
    assertNotEquals(Optional.of(upstream), balancer.lastUpstream(ON_4500));
    assertEquals(HOME, client());
  }

  @Test
  void learnsThePairThatAnAnsweredKeyExchangeMadeAndNoOther() {
    fromClient(HOME, request(Packets.CREATE_CHILD, 3));
    fromGateway(answer(Packets.CREATE_CHILD, 3));
    fromGateway(Packets.marked(Packets.gatewayRequest(0x5, 0x6, Packets.INFORMATIONAL, 0, 0)));
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    assertEquals(List.of(OWN, new SpiPair(0x5, 0x6)), session().pairs());
  }

  @Test
  void learnsNothingAfterAReKeyedChildSaWasDeleted() {
    fromClient(HOME, request(Packets.CREATE_CHILD, 3));
    fromGateway(answer(Packets.CREATE_CHILD, 3));
    ByteBuffer delete =
        Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 4, Packets.DELETE_INSIDE);
    fromClient(HOME, Packets.marked(delete));
    fromGateway(
        Packets.marked(
            Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 4, Packets.DELETE_INSIDE)));
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    assertEquals(List.of(OWN), session().pairs());
  }

  @Test
  void learnsNothingFromTheAnswerToAReplayedKeyExchange() {
    fromClient(HOME, request(Packets.CREATE_CHILD, 3));
    fromGateway(answer(Packets.CREATE_CHILD, 3));
    fromGateway(Packets.marked(Packets.gatewayRequest(0x5, 0x6, Packets.INFORMATIONAL, 0, 0)));
    fromClient(ATTACKER, request(Packets.CREATE_CHILD, 3));
    fromGateway(answer(Packets.CREATE_CHILD, 3));
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    assertEquals(2, session().pairs().size());
  }

  @Test
  void learnsAPairThatTheGatewayAndTheClientUse() {
    fromGateway(toSomebodyElse(Packets.INFORMATIONAL, 0, 0));
    fromClient(
        HOME,
        Packets.marked(
            Packets.clientAnswer(OTHER_SPI, OTHER_RESPONDER_SPI, Packets.INFORMATIONAL, 0, 0)));
    assertEquals(2, session().pairs().size());
  }

  @Test
  void dropsTheAnswerToAnotherClientsGreeting() {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x99));
    SessionUpstream greeting = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(greeting, ON_500, Packets.initAnswer(0x98, 0x1));
    assertEquals(1, balancer.fromGateways(ON_500).dropped().get("foreign-answer"));
  }

  @Test
  void aGreetingWithItsSpiWhileItsGatewayIsDownOpensAnotherSession() {
    session().gateway().update(state -> state.with(Health.DOWN, false, balancer.time.now(), 1));
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI));
    SessionUpstream reached = balancer.lastUpstream(ON_500).orElseThrow();
    assertNotEquals(session().gateway(), reached.session().gateway());
    assertFalse(session().isEnded());
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI)); // repeated
    assertEquals(Optional.of(reached), balancer.lastUpstream(ON_500));
  }

  @Test
  void aSecondTunnelThatIsDialledLateFromThereGoesToItsGateway() {
    balancer.pass(Duration.ofSeconds(61));
    assertEquals(1, session().upstreams().size());
    for (int i = 0; i < 3; i++) {
      balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(0x100 + i));
      SessionUpstream reached = balancer.lastUpstream(ON_500).orElseThrow();
      assertEquals(session().gateway(), reached.session().gateway());
    }
  }

  /** RFC 7296, section 1.5. */
  private static ByteBuffer invalidIkeSpi(int id) {
    ByteBuffer b =
        Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 0).slice(0, 36);
    b.put(16, (byte) 41).putInt(24, 36).putShort(30, (short) 8).putShort(34, (short) 4);
    return Packets.marked(b);
  }

  @Test
  void tellsTheGatewayThatItsClientDoesNotKnowTheIkeSaAnyMore() {
    fromGateway(gatewayRequest(0));
    forgetSent();
    fromClient(HOME, invalidIkeSpi(0));
    assertEquals(Optional.of(upstream), balancer.lastUpstream(upstream.loop()));
    assertFalse(session().isEnded());
  }

  @Test
  void dropsSuchAComplaintThatAnswersNothingOrComesFromElsewhere() {
    fromGateway(gatewayRequest(0));
    forgetSent();
    fromClient(HOME, invalidIkeSpi(1));
    fromClient(ELSEWHERE, invalidIkeSpi(0));
    assertEquals(2, balancer.fromClients(ON_4500).dropped().get("unprotected"));
  }

  @Test
  void offersAllFragmentsOfAnUnknownRequest() {
    session().end(EndReason.CLOSED, balancer.time.nanos());
    balancer.settle();
    ByteBuffer whole = Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 3, 41);
    for (int number : new int[] {2, 1, 3, 3}) {
      fromClient(HOME, Packets.marked(Packets.fragment(whole, number, 3)));
    }
    assertEquals(3, balancer.fromClients(ON_4500).copies());
    assertEquals(1, balancer.fromClients(ON_4500).dropped().get("stranger-ike"));
    Session found =
        balancer.sessions.all().stream()
            .filter(it -> it.gateway().id().equals(upstream.session().gateway().id()))
            .findFirst()
            .orElseThrow();
    balancer.gateway(found.upstreams().get(0), ON_4500, answer(Packets.INFORMATIONAL, 3));
    assertTrue(found.pairs().contains(OWN));
  }
}
