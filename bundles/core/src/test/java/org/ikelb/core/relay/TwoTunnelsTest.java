package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client with two tunnels, as Windows has with a device and a user tunnel: both from one
 * endpoint, here to two gateways.
 */
class TwoTunnelsTest {
  private static final String HOME = "192.0.2.1:4500";
  private static final String REBOUND = "192.0.2.1:20001";
  private static final int NEW_KEYS = 0x100;

  private Balancer balancer = Balancer.started();
  private Tunnel device = new Tunnel(1);
  private Tunnel user = new Tunnel(2);

  /** One of them. */
  private final class Tunnel {
    final long spi;
    final long responderSpi;
    final int espSpi;
    Optional<SessionUpstream> upstream = Optional.empty();

    Tunnel(int number) {
      spi = 0x1000L + number;
      responderSpi = 0x2000L + number;
      espSpi = 0x5000 + number;
    }

    void logIn(String on500) {
      balancer.client(on500, ON_500, Packets.initRequest(spi));
      SessionUpstream first = balancer.lastUpstream(ON_500).orElseThrow();
      balancer.gateway(first, ON_500, Packets.initAnswer(spi, responderSpi));
      fromClient(HOME, Packets.request(spi, responderSpi, Packets.AUTH, 1, 35));
      upstream = Optional.of(reached());
      fromGateway(Packets.answer(spi, responderSpi, Packets.AUTH, 1, Packets.AUTH_INSIDE));
      esp(HOME, espSpi, 1);
      balancer.gateway(upstream(), ON_4500, Packets.esp(0x77, 1));
    }

    SessionUpstream upstream() {
      return upstream.orElseThrow();
    }

    void asks(String endpoint, int exchange, int id) {
      fromClient(endpoint, Packets.request(spi, responderSpi, exchange, id, 41));
      fromGateway(Packets.answer(spi, responderSpi, exchange, id, 41));
    }

    void fromGateway(ByteBuffer ike) {
      balancer.gateway(upstream(), ON_4500, Packets.marked(ike));
    }
  }

  private void fromClient(String endpoint, ByteBuffer ike) {
    balancer.client(endpoint, ON_4500, Packets.marked(ike));
  }

  private void esp(String endpoint, int spi, int sequence) {
    balancer.client(endpoint, ON_4500, Packets.esp(spi, sequence));
  }

  private SessionUpstream reached() {
    return balancer.lastUpstream(ON_4500).orElseThrow();
  }

  @BeforeEach
  void logIn() {
    device.logIn("192.0.2.1:500");
    user.logIn("192.0.2.1:501"); // as if the NAT had given it another port: placed elsewhere
    assertNotEquals(device.upstream().remote(), user.upstream().remote());
  }

  @Test
  void eachKeepsItsGatewayWhenTheirEndpointChangesAndOneIsTheFirstToShowIt() {
    device.asks(REBOUND, Packets.INFORMATIONAL, 2);
    esp(REBOUND, user.espSpi, 2);
    assertEquals(user.upstream(), reached());
    esp(REBOUND, device.espSpi, 2);
    assertEquals(device.upstream(), reached());
  }

  @Test
  void theSecondIsFoundAfterTheFirstHasMovedTwice() {
    device.asks("192.0.2.1:20000", Packets.INFORMATIONAL, 2);
    device.asks(REBOUND, Packets.INFORMATIONAL, 3);
    esp(REBOUND, user.espSpi, 2);
    assertEquals(user.upstream(), reached());
  }

  @Test
  void anSpiThatTheOtherGatewayHasChosenToIsTheFlowsOwnIfItIsCountedFromOne() {
    String elsewhere = "198.51.100.7:4500";
    device.asks(elsewhere, Packets.CREATE_CHILD, 2);
    device.asks(REBOUND, Packets.CREATE_CHILD, 3); // no longer comes from where the other one is
    esp(HOME, user.espSpi, 70);
    esp(REBOUND, user.espSpi, 1);
    assertEquals(device.upstream(), reached());
  }

  @Test
  void newKeysThatTheGatewayAskedForAreUsedOnItsOwnTunnel() {
    balancer.time.advance(Duration.ofSeconds(1));
    user.fromGateway(
        Packets.gatewayRequest(user.spi, user.responderSpi, Packets.CREATE_CHILD, 0, 0));
    fromClient(HOME, Packets.clientAnswer(user.spi, user.responderSpi, Packets.CREATE_CHILD, 0, 0));
    balancer.time.advance(Duration.ofSeconds(1));
    device.asks(HOME, Packets.INFORMATIONAL, 2); // only asks whether its gateway is there
    esp(HOME, user.espSpi + NEW_KEYS, 1);
    assertEquals(user.upstream(), reached());
  }

  @Test
  void aNewSpiPairIsTriedOnTheTunnelThatWasReKeyedLast() {
    balancer.time.advance(Duration.ofSeconds(1));
    user.asks(HOME, Packets.CREATE_CHILD, 2);
    device.asks(HOME, Packets.INFORMATIONAL, 2);
    fromClient(HOME, Packets.request(0x9001, 0x9002, Packets.INFORMATIONAL, 0, 41));
    assertEquals(user.upstream(), reached());
  }

  @Test
  void aNewSpiPairIsTriedOnTheOtherTunnelIfItsGatewayLetsItWait() {
    balancer.time.advance(Duration.ofSeconds(1));
    user.asks(HOME, Packets.CREATE_CHILD, 2);
    for (SessionUpstream tried : new SessionUpstream[] {user.upstream(), device.upstream()}) {
      fromClient(HOME, Packets.request(0x9001, 0x9002, Packets.INFORMATIONAL, 0, 41));
      assertEquals(tried, reached());
    }
    device.fromGateway(Packets.answer(0x9001, 0x9002, Packets.INFORMATIONAL, 0, 41));
    user.asks(HOME, Packets.INFORMATIONAL, 3);
    fromClient(HOME, Packets.request(0x9001, 0x9002, Packets.INFORMATIONAL, 1, 41));
    assertEquals(device.upstream(), reached());
  }

  @Test
  void afterARestartBothGatewaysGetWhatNobodyIsKnownToHave() {
    balancer = balancer.restarted();
    esp(HOME, user.espSpi + NEW_KEYS, 1);
    assertEquals(2, reachedGateways().size());
    assertEquals(1, balancer.fromClients(ON_4500).copies());
  }

  private Set<InetSocketAddress> reachedGateways() {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::upstream)
        .flatMap(Optional::stream)
        .map(SessionUpstream::remote)
        .collect(Collectors.toSet());
  }

  /** Idle, both were re-keyed; then one uses its new SPI: its gateway answers, and has it. */
  @Test
  void anSpiThatIsAnybodysBelongsToTheTunnelWhoseGatewayAnswers() {
    for (Tunnel tunnel : List.of(device, user)) {
      tunnel.asks(HOME, Packets.CREATE_CHILD, 2);
    }
    balancer.transports.forEach(transport -> transport.sent.clear());
    esp(HOME, device.espSpi + NEW_KEYS, 1);
    assertEquals(2, reachedGateways().size());
    balancer.gateway(device.upstream(), ON_4500, Packets.esp(0x77, 2));
    balancer.pass(Duration.ofSeconds(11));
    balancer.transports.forEach(transport -> transport.sent.clear());
    esp(HOME, device.espSpi + NEW_KEYS, 2);
    assertEquals(Set.of(device.upstream().remote()), reachedGateways());
    assertTrue(device.upstream().esp().claimed().contains(device.espSpi + NEW_KEYS));
  }
}
