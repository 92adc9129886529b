package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that move, and those who would like to be taken for them. */
class EndpointMoveTest {
  private static final String HOME = "192.0.2.1:4500";
  private static final String REBOUND = "192.0.2.1:20001";
  private static final String ELSEWHERE = "198.51.100.7:4500";
  private static final String ATTACKER = "203.0.113.66:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final int ESP_SPI = 0xabcd;

  private final Balancer balancer = Balancer.started();
  private SessionUpstream upstream;

  @BeforeEach
  void establish() {
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI));
    Upstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    fromClient(HOME, request(Packets.AUTH, 1));
    upstream = (SessionUpstream) balancer.lastUpstream(ON_4500).orElseThrow();
    fromGateway(answer(Packets.AUTH, 1));
    fromClient(HOME, request(Packets.INFORMATIONAL, 2));
    fromGateway(answer(Packets.INFORMATIONAL, 2));
    fromClient(HOME, Packets.esp(ESP_SPI, 10));
    fromGateway(Packets.esp(0x77, 1));
    forgetSent();
  }

  private void fromClient(String endpoint, ByteBuffer datagram) {
    balancer.client(endpoint, ON_4500, datagram);
  }

  /** Arrives on the loop that does not own the upstream. */
  private void fromClientOnOtherLoop(String endpoint, ByteBuffer datagram) {
    balancer.client(endpoint, ON_4500, 1 - upstream.loop(), datagram);
  }

  private void fromGateway(ByteBuffer datagram) {
    balancer.gateway(upstream, ON_4500, datagram);
  }

  private void forgetSent() {
    balancer.transports.forEach(transport -> transport.sent.clear());
  }

  private static ByteBuffer request(int exchange, int id) {
    return Packets.marked(Packets.request(SPI, RESPONDER_SPI, exchange, id, 35));
  }

  private static ByteBuffer answer(int exchange, int id) {
    return Packets.marked(Packets.answer(SPI, RESPONDER_SPI, exchange, id, 35));
  }

  private static ByteBuffer gatewayRequest(int id) {
    return Packets.marked(Packets.gatewayRequest(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 0));
  }

  private static ByteBuffer clientAnswer(int id) {
    return Packets.marked(Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, id, 0));
  }

  private String client() {
    InetSocketAddress client = upstream.clientSide().client();
    return client.getAddress().getHostAddress() + ":" + client.getPort();
  }

  private List<String> sentToClients() {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .map(client -> client.getAddress().getHostAddress() + ":" + client.getPort())
        .toList();
  }

  private Session session() {
    return upstream.session();
  }

  @Test
  void followsAClientWhoseNewRequestTheGatewayAnswers() {
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    assertEquals(HOME, client());
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
    assertEquals(List.of(ELSEWHERE), sentToClients());
    assertTrue(session().story().get(0).text().contains("moved from " + HOME), "story");
    forgetSent();
    fromGateway(Packets.esp(0x77, 2));
    assertEquals(List.of(ELSEWHERE), sentToClients());
  }

  @Test
  void keepsTheSameUpstreamThroughAMove() {
    fromClient(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    assertEquals(Optional.of(upstream), balancer.lastUpstream(ON_4500));
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void followsItToAnotherLoop() {
    int before = upstream.loop();
    fromClientOnOtherLoop(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    fromGateway(answer(Packets.INFORMATIONAL, 3));
    assertEquals(ELSEWHERE, client());
    assertEquals(1 - before, upstream.loop());
    assertTrue(
        balancer.transports.get(1 - before).open.stream().anyMatch(s -> s.upstream == upstream));
    long handed = balancer.fromClients(ON_4500).handedOver();
    assertTrue(handed > 0);
    balancer.client(ELSEWHERE, ON_4500, upstream.loop(), Packets.esp(ESP_SPI, 11));
    assertEquals(handed, balancer.fromClients(ON_4500).handedOver());
    assertEquals(0, balancer.fromClients(ON_4500).droppedTotal());
  }

  @Test
  void bringsAnUpstreamToTheLoopThatItsClientReaches() {
    fromClientOnOtherLoop(HOME, Packets.esp(ESP_SPI, 11));
    assertEquals(HOME, client());
    assertEquals(upstream.flowLoop(), upstream.loop());
    assertEquals(ON_500, upstream.loop());
    fromClient(HOME, Packets.esp(ESP_SPI, 12));
    assertEquals(0, balancer.fromClients(ON_4500).droppedTotal());
  }

  @Test
  void handsARepeatedGreetingToTheLoopThatHasItsUpstream() {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9));
    SessionUpstream on500 = (SessionUpstream) balancer.lastUpstream(ON_500).orElseThrow();
    balancer.relays.get(1).adoptLater(on500, on500.clientSide());
    balancer.transports.get(1).runTasks(); // asked for, and not here yet
    balancer.transports.get(1).tasks.clear();
    balancer.client("192.0.2.9:500", ON_500, 1, Packets.initRequest(0x9));
    assertEquals(on500, balancer.transports.get(on500.loop()).sent.get(0).upstream().orElseThrow());
    assertEquals(2, balancer.sessions.size());
  }

  @Test
  void endsASessionWhereverItsUpstreamHasGone() {
    fromClientOnOtherLoop(HOME, Packets.esp(ESP_SPI, 11));
    balancer.pass(Duration.ofHours(2));
    assertEquals(0, balancer.openSockets());
    assertEquals(0, balancer.sessions.size());
    fromClient(HOME, Packets.esp(ESP_SPI, 12));
    assertEquals(1, balancer.fromClients(ON_4500).dropped().get("stranger-esp"));
  }

  @Test
  void answersBothEndpointsUntilOneIsProven() {
    fromClient(REBOUND, Packets.esp(ESP_SPI, 11));
    fromGateway(Packets.esp(0x77, 2));
    assertEquals(List.of(REBOUND, HOME), sentToClients());
    assertEquals(1, balancer.fromGateways(ON_4500).copies());
  }

  @Test
  void sendsAnUnprovenEndpointThreeTimesItsBytesAtMost() {
    fromClient(ELSEWHERE, Packets.esp(ESP_SPI, 11));
    for (int i = 0; i < 20; i++) {
      fromGateway(Packets.esp(0x77, 2 + i));
    }
    assertEquals(3, sentToClients().stream().filter(ELSEWHERE::equals).count());
  }

  @Test
  void liftsTheLimitWhereOnlyThePortChangedAndTheOldOneIsSilent() {
    rebindAndRise();
    balancer.pass(Duration.ofMillis(1_100));
    forgetSent();
    for (int i = 0; i < 50; i++) {
      fromGateway(Packets.esp(0x77, 2 + i));
    }
    assertEquals(50, sentToClients().stream().filter(REBOUND::equals).count());
  }

  @Test
  void doesNotLiftItWhileTheOldEndpointSpeaks() {
    rebindAndRise();
    fromClient(HOME, Packets.esp(ESP_SPI, 9));
    balancer.pass(Duration.ofMillis(1_100));
    for (int i = 0; i < 50; i++) {
      fromGateway(Packets.esp(0x77, 2 + i));
    }
    assertTrue(sentToClients().stream().filter(REBOUND::equals).count() <= 15);
  }

  @Test
  void restoresTheLimitWithTheFirstDatagramOfTheOldEndpoint() {
    rebindAndRise();
    balancer.pass(Duration.ofMillis(1_100));
    fromGateway(Packets.esp(0x77, 2));
    fromClient(HOME, Packets.esp(ESP_SPI, 9));
    forgetSent();
    for (int i = 0; i < 50; i++) {
      fromGateway(Packets.esp(0x77, 3 + i));
    }
    assertTrue(sentToClients().stream().filter(REBOUND::equals).count() <= 15);
  }

  @Test
  void neverLiftsItForAnotherAddress() {
    for (int i = 1; i <= 5; i++) {
      fromClient(ATTACKER, Packets.esp(ESP_SPI, 1_000 + i));
    }
    balancer.pass(Duration.ofSeconds(10));
    for (int i = 0; i < 50; i++) {
      fromGateway(Packets.esp(0x77, 2 + i));
    }
    assertEquals(15, sentToClients().stream().filter(ATTACKER::equals).count());
    assertEquals(50, sentToClients().stream().filter(HOME::equals).count());
  }

  @Test
  void stopsSendingToAnOldEndpointThatWasSilentForAMinute() {
    rebindAndRise();
    for (int i = 0; i < 62; i++) {
      balancer.pass(Duration.ofSeconds(1));
      fromClient(REBOUND, Packets.esp(ESP_SPI, 20 + i));
      fromGateway(Packets.esp(0x77, 2 + i));
    }
    forgetSent();
    fromGateway(Packets.esp(0x77, 100));
    assertEquals(List.of(REBOUND), sentToClients());
  }

  private void rebindAndRise() {
    for (int i = 1; i <= 5; i++) {
      fromClient(REBOUND, Packets.esp(ESP_SPI, 10 + i));
    }
  }

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

  @Test
  void keepsAnEspSpiWithTheSessionThatHadItFirst() {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9));
    Upstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(0x9, 0x99));
    fromClient(ATTACKER, Packets.marked(Packets.request(0x9, 0x99, Packets.AUTH, 1, 35)));
    Upstream theirs = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(
        theirs, ON_4500, Packets.marked(Packets.answer(0x9, 0x99, Packets.AUTH, 1, 39)));
    fromClient(ATTACKER, Packets.esp(ESP_SPI, 1));
    assertEquals(Optional.of(theirs), balancer.lastUpstream(ON_4500));
    fromClient(HOME, Packets.esp(ESP_SPI, 11));
    assertEquals(Optional.of(upstream), balancer.lastUpstream(ON_4500));
    assertEquals(HOME, client());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void doesNotLeaveALoginToWhoSniffedItAndWasFaster(int forgedId) {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9));
    Upstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(0x9, 0x99));
    fromClient(ATTACKER, login(forgedId));
    upstream = (SessionUpstream) balancer.lastUpstream(ON_4500).orElseThrow();
    for (int id = 1; id <= 2; id++) {
      fromClient(ELSEWHERE, login(id));
      fromGateway(Packets.marked(Packets.answer(0x9, 0x99, Packets.AUTH, id, 36)));
    }
    assertEquals(ELSEWHERE, client());
  }

  private static ByteBuffer login(int id) {
    return Packets.marked(Packets.request(0x9, 0x99, Packets.AUTH, id, 35));
  }

  @Test
  void keepsFromTheGatewayWhatNoClientThatMovedCanHaveSent() {
    ByteBuffer malformed = request(Packets.INFORMATIONAL, 3);
    malformed.putShort(4 + 28 + 2, (short) 9_000);
    fromClient(ATTACKER, malformed);
    fromClient(ATTACKER, request(Packets.AUTH, 3));
    assertEquals(2, balancer.fromClients(ON_4500).dropped().get("endpoint-moved"));
  }

  @Test
  void dropsEspOfNobody() {
    fromClient(ELSEWHERE, Packets.esp(0x5555, 1));
    assertEquals(1, balancer.fromClients(ON_4500).dropped().get("stranger-esp"));
  }
}
