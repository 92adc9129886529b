package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is taken for the client, and who only would like to be. */
class EndpointProofTest extends OneEstablishedClient {
  @Test
  void doesNotFollowAReplayOfTheLastRequest() {
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 2));
    fromGateway(answer(Packets.INFORMATIONAL, 2));
    assertEquals(HOME, client());
  }

  @Test
  void doesNotFollowAReplayOfTheRequestThatProvedTheClient() {
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
  }

  @Test
  void doesNotFollowAReplayOfTheFirstRequestAfterAReKey() {
    ByteBuffer first = Packets.marked(Packets.request(0x7, 0x8, Packets.INFORMATIONAL, 0, 41));
    ByteBuffer answer = Packets.marked(Packets.answer(0x7, 0x8, Packets.INFORMATIONAL, 0, 41));
    fromClient(HOME, first.duplicate());
    fromGateway(answer.duplicate());
    fromClient(ATTACKER, first.duplicate());
    fromGateway(answer.duplicate());
    assertEquals(HOME, client());
  }

  @Test
  void doesNotFollowAForgedRequestWithAnIdThatTheClientSendsItself() {
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 3));
    fromClient(HOME, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(HOME, client());
  }

  @Test
  void doesNotFollowEitherOfTwoThatWaitForTheSameAnswer() {
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 3));
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(HOME, client());
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 4));
    fromGateway(answer(Packets.INFORMATIONAL, 4));
    assertEquals(ELSEWHERE, client());
  }

  @Test
  void doesNotFollowAClearAnswer() {
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 1_000));
    ByteBuffer clear = answer(Packets.INFORMATIONAL, 1_000);
    clear.put(4 + 16, (byte) 41);
    fromGateway(clear);
    assertEquals(HOME, client());
  }

  @Test
  void isNotKeptFromAMoveByForgedHigherIds() {
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 1_000_000));
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
  }

  @Test
  void followsWhoAloneAnswersTheGatewayWhenThatGoesOn() {
    fromGateway(gatewayRequest(0));
    fromClient(ELSEWHERE, clientAnswer(0));
    assertEquals(HOME, client());
    fromGateway(gatewayRequest(0));
    assertEquals(HOME, client());
    fromGateway(gatewayRequest(1));
    assertEquals(ELSEWHERE, client());
  }

  @Test
  void doesNotFollowAForgedAnswerIfTheClientAnswersToo() {
    fromGateway(gatewayRequest(0));
    fromClient(ATTACKER, clientAnswer(0));
    fromClient(HOME, clientAnswer(0));
    fromGateway(gatewayRequest(1));
    assertEquals(HOME, client());
  }

  @Test
  void doesNotFollowAForgedAnswerIfTheClientAnswersFromWhereThereIsNoRoomForIt() {
    fromGateway(gatewayRequest(0));
    fromClient(ATTACKER, clientAnswer(0));
    fromClient(ATTACKER, request(Packets.INFORMATIONAL, 5_000));
    for (int port = 1_024; port < 1_027; port++) {
      fromClient("203.0.113.66:" + port, request(Packets.INFORMATIONAL, 5_000));
    }
    fromClient(ELSEWHERE, clientAnswer(0));
    fromGateway(gatewayRequest(1));
    assertEquals(HOME, client());
  }

  @Test
  void doesNotFollowAForgedAnswerAfterTheClientsEndpointWasForgotten() {
    fromGateway(gatewayRequest(0));
    fromClient(ELSEWHERE, clientAnswer(0));
    balancer.pass(Duration.ofSeconds(61));
    fromGateway(Packets.esp(0x77, 2));
    fromClient(ATTACKER, clientAnswer(0));
    fromGateway(gatewayRequest(1));
    assertEquals(HOME, client());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsAClientThroughAFloodOfJunk(boolean withRequests) {
    for (int i = 0; i < 1_000; i++) {
      ByteBuffer junk =
          withRequests && i % 2 == 0
              ? request(Packets.INFORMATIONAL, 5_000 + i)
              : Packets.esp(ESP_SPI, 5_000 + i);
      fromClient("203.0.113.66:" + (1_024 + i), junk);
      balancer.pass(Duration.ofMillis(250));
    }
    balancer.pass(Duration.ofSeconds(2));
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void doesNotLeaveALoginToWhoSniffedItAndWasFaster(int forgedId) {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9));
    SessionUpstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(0x9, 0x99));
    fromClient(ATTACKER, login(forgedId));
    upstream = balancer.lastUpstream(ON_4500).orElseThrow();
    for (int id = 1; id <= 2; id++) {
      fromClient(ELSEWHERE, login(id));
      fromGateway(Packets.marked(Packets.answer(0x9, 0x99, Packets.AUTH, id, 36)));
    }
    assertEquals(ELSEWHERE, client());
  }

  private static ByteBuffer login(int id) {
    return Packets.marked(Packets.request(0x9, 0x99, Packets.AUTH, id, 35));
  }
}
