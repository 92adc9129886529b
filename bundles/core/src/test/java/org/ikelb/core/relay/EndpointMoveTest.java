package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** Clients that move, and what their endpoints get meanwhile. */
class EndpointMoveTest extends OneEstablishedClient {
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
        balancer.transports.get(1 - before).open.stream().anyMatch(s -> s.user() == upstream));
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
    SessionUpstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.relays.get(1).owner().adoptLater(on500, on500.clientSide());
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
  void keepsAnEspSpiWithTheSessionThatHadItFirst() {
    balancer.client("192.0.2.9:500", ON_500, Packets.initRequest(0x9));
    SessionUpstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(0x9, 0x99));
    fromClient(ATTACKER, Packets.marked(Packets.request(0x9, 0x99, Packets.AUTH, 1, 35)));
    SessionUpstream theirs = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(
        theirs, ON_4500, Packets.marked(Packets.answer(0x9, 0x99, Packets.AUTH, 1, 39)));
    fromClient(ATTACKER, Packets.esp(ESP_SPI, 1));
    assertEquals(Optional.of(theirs), balancer.lastUpstream(ON_4500));
    fromClient(HOME, Packets.esp(ESP_SPI, 11));
    assertEquals(Optional.of(upstream), balancer.lastUpstream(ON_4500));
    assertEquals(HOME, client());
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
