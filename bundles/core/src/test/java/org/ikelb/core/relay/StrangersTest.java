package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** IKE of no known session. */
class StrangersTest {
  private static final String CLIENT = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;

  private final Balancer balancer = Balancer.started();

  private void fromClient(int id) {
    balancer.client(CLIENT, ON_4500, request(SPI, id));
  }

  private static ByteBuffer request(long spi, int id) {
    return Packets.marked(Packets.request(spi, RESPONDER_SPI, Packets.INFORMATIONAL, id, 41));
  }

  private List<SessionUpstream> askedGateways() {
    return balancer.transports.get(ON_4500).sent.stream()
        .map(FakeTransport.Sent::upstream)
        .flatMap(Optional::stream)
        .toList();
  }

  private List<String> answeredClients() {
    return balancer.transports.get(ON_4500).sent.stream()
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .map(Object::toString)
        .toList();
  }

  private void answer(SessionUpstream from, int id) {
    balancer.gateway(
        from,
        ON_4500,
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 41)));
  }

  @Test
  void areNoSessionsOfAGatewayUntilItAnswersThem() {
    for (int i = 0; i < 150; i++) {
      balancer.client("198.51.100." + i + ":4500", ON_4500, request(0x9000 + i, 1));
    }
    assertEquals(0, balancer.gateways.get(0).sessions());
    assertEquals(0, balancer.sessions.unsettledCount());
    assertEquals(300, balancer.sessions.offered());
    fromClient(7);
    answer(balancer.lastUpstream(ON_4500).orElseThrow(), 7);
    assertEquals(1, balancer.gateways.get(1).sessions());
    balancer.pass(Duration.ofSeconds(3));
    assertEquals(0, balancer.sessions.offered());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void areOfferedToEachGatewayAndBelongToTheOneThatAnswers() {
    fromClient(7);
    List<SessionUpstream> asked = askedGateways();
    assertEquals(2, asked.size());
    assertEquals(1, balancer.fromClients(ON_4500).copies());
    answer(asked.get(1), 7);
    assertEquals(1, answeredClients().size());
    assertEquals(1, balancer.sessions.size());
    assertEquals(1, balancer.openSockets());
    assertEquals(SessionState.ESTABLISHED, balancer.sessions.all().iterator().next().state());

    balancer.client(CLIENT, ON_4500, Packets.esp(0xabcd, 1));
    assertEquals(Optional.of(asked.get(1)), balancer.lastUpstream(ON_4500));
  }

  @Test
  void areForgottenWhenNobodyAnswers() {
    fromClient(7);
    balancer.pass(Duration.ofSeconds(3));
    assertEquals(0, balancer.sessions.size());
    assertEquals(0, balancer.openSockets());
    assertEquals(0, balancer.sessions.unsettledCount());
  }

  @Test
  void neverGetAClearAnswer() {
    fromClient(7);
    ByteBuffer clear =
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 7, 0));
    clear.put(4 + 16, (byte) 41);
    balancer.gateway(askedGateways().get(0), ON_4500, clear);
    balancer.gateway(askedGateways().get(0), ON_4500, Packets.esp(1, 1));
    balancer.gateway(askedGateways().get(0), ON_4500, Packets.keepalive());
    assertEquals(List.of(), answeredClients());
    assertEquals(3, balancer.fromGateways(ON_4500).dropped().get("stranger-answer"));
  }

  @Test
  void areOfferedToDrainingAndDownGatewaysButNotToThoseInMaintenance() {
    balancer
        .gateways
        .get(0)
        .update(state -> state.with(AdministrativeState.DRAIN, Optional.empty(), 1));
    balancer
        .gateways
        .get(1)
        .update(state -> state.with(Health.DOWN, false, balancer.time.now(), 1));
    fromClient(7);
    assertEquals(2, askedGateways().size());
    balancer.pass(Duration.ofSeconds(3));
    balancer.transports.get(ON_4500).sent.clear();
    balancer
        .gateways
        .get(1)
        .update(state -> state.with(AdministrativeState.MAINTENANCE, Optional.empty(), 1));
    fromClient(8);
    assertEquals(1, askedGateways().size());
  }

  @Test
  void areOfferedTenTimesASecondAndSourceAtMost() {
    for (int i = 0; i < 100; i++) {
      balancer.client(CLIENT, ON_4500, request(SPI + i, 7));
    }
    assertEquals(20, askedGateways().size());
    assertEquals(90, balancer.fromClients(ON_4500).dropped().get("stranger-limit"));
    balancer.pass(Duration.ofSeconds(3));
    balancer.client(CLIENT, ON_4500, request(SPI, 7));
    assertEquals(22, askedGateways().size());
  }

  @Test
  void areOffered200TimesASecondInAllAtMost() {
    for (int i = 0; i < 600; i++) {
      String client = "198.51." + i / 250 + "." + i % 250 + ":4500";
      balancer.client(client, ON_4500, request(SPI + i, 7));
    }
    assertTrue(askedGateways().size() <= 400);
  }

  @Test
  void areOfferedOnceWhileAnAnswerIsAwaited() {
    fromClient(7);
    fromClient(7);
    assertEquals(2, askedGateways().size());
  }

  @Test
  void areNotOfferedIfTheyAskNothing() {
    balancer.client(
        CLIENT,
        ON_4500,
        Packets.marked(Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 3, 0)));
    assertEquals(0, askedGateways().size());
    assertEquals(1, balancer.fromClients(ON_4500).dropped().get("stranger-ike"));
  }
}
