package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.spi.Guard;
import org.junit.jupiter.api.Test;

class SessionLifeTest {
  private static final String CLIENT_500 = "192.0.2.1:500";
  private static final String CLIENT_4500 = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;

  private Balancer balancer = Balancer.started();

  private SessionUpstream dial(String client500, long spi) {
    balancer.client(client500, ON_500, Packets.initRequest(spi));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private SessionUpstream logIn(String client500, String client4500, long spi, long responderSpi) {
    SessionUpstream on500 = dial(client500, spi);
    balancer.gateway(on500, ON_500, Packets.initAnswer(spi, responderSpi));
    balancer.client(client4500, ON_4500, auth(spi, responderSpi, 1));
    SessionUpstream on4500 = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(
        on4500, ON_4500, Packets.marked(Packets.answer(spi, responderSpi, Packets.AUTH, 1, 36)));
    return on4500;
  }

  private SessionUpstream establish() {
    SessionUpstream on4500 = logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xabcd, 1));
    balancer.gateway(on4500, ON_4500, Packets.esp(0x1234, 1));
    return on4500;
  }

  private static ByteBuffer auth(long spi, long responderSpi, int id) {
    return Packets.marked(Packets.request(spi, responderSpi, Packets.AUTH, id, 35));
  }

  private Session session() {
    assertEquals(1, balancer.sessions.size());
    return balancer.sessions.all().iterator().next();
  }

  @Test
  void keepsOneGatewayForPorts500And4500() {
    SessionUpstream on500 = dial(CLIENT_500, SPI);
    balancer.gateway(on500, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    balancer.client(CLIENT_4500, ON_4500, auth(SPI, RESPONDER_SPI, 1));
    SessionUpstream on4500 = balancer.lastUpstream(ON_4500).orElseThrow();

    assertEquals(on500.remote().getAddress(), on4500.remote().getAddress());
    assertEquals(500, on500.remote().getPort());
    assertEquals(4500, on4500.remote().getPort());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void sendsRetransmissionsAndCookieRetriesToTheSameUpstream() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    assertEquals(first, dial(CLIENT_500, SPI));
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void opensAnotherSessionForAnotherInitiatorSpiOnTheSameFlow() {
    dial(CLIENT_500, SPI);
    dial(CLIENT_500, SPI + 1);
    assertEquals(2, balancer.sessions.size());
  }

  @Test
  void keepsTheGatewayWhenTheSameEndpointDialsAgain() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    SessionUpstream second = dial(CLIENT_500, SPI + 1);
    assertEquals(first.remote(), second.remote());
    assertNotEquals(first.local(), second.local());
  }

  @Test
  void dialsElsewhereWhenTheGatewayOfTheEndpointIsDown() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    balancer.gateways.stream()
        .filter(gateway -> gateway.sessions() == 1)
        .forEach(
            gateway ->
                gateway.update(state -> state.with(Health.DOWN, false, balancer.time.now(), 1)));
    SessionUpstream retransmitted = dial(CLIENT_500, SPI);
    assertNotEquals(first.remote(), retransmitted.remote());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void dialsElsewhereWhenTheGatewayOfTheEndpointRefusesEvenBeforeAnyMonitorKnows() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    balancer.relays.get(ON_500).refused(first.port());
    SessionUpstream retransmitted = dial(CLIENT_500, SPI);
    assertNotEquals(first.remote(), retransmitted.remote());
    SessionUpstream anew = dial(CLIENT_500, SPI + 1);
    assertNotEquals(first.remote(), anew.remote());
  }

  @Test
  void staysWhenEveryGatewayRefuses() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    balancer.gateways.forEach(gateway -> gateway.suspect(balancer.time.nanos()));
    assertEquals(first, dial(CLIENT_500, SPI));
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void comesBackToAGatewayThatRefusedAndHasShownLifeSince() {
    SessionUpstream first = dial(CLIENT_500, SPI);
    balancer.relays.get(ON_500).refused(first.port());
    balancer.pass(Duration.ofMillis(200));
    balancer.gateways.forEach(gateway -> gateway.seen(balancer.time.nanos()));
    assertEquals(first, dial(CLIENT_500, SPI));
  }

  @Test
  void spreadsSessionsBehindOneAddressWhereTheStrategyLetsThem() {
    SessionUpstream one = dial("192.0.2.1:500", SPI);
    SessionUpstream other = dial("192.0.2.1:1024", SPI + 1);
    assertNotEquals(one.remote(), other.remote());
  }

  @Test
  void keepsSessionsOfOneAddressTogetherWhereTheStrategyWantsIt() {
    balancer = new Balancer().with(Balancer.BY_ADDRESS).start();
    SessionUpstream one = dial("192.0.2.1:500", SPI);
    for (int i = 1; i < 5; i++) {
      assertEquals(one.remote(), dial("192.0.2.1:" + (1024 + i), SPI + i).remote());
    }
  }

  @Test
  void isEstablishedOnceEspWentBothWays() {
    establish();
    assertEquals(SessionState.ESTABLISHED, session().state());
    assertEquals(0, balancer.sessions.unsettledCount());
  }

  @Test
  void isNotEstablishedByEspOfTheClientAlone() {
    logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xabcd, 1));
    assertEquals(SessionState.HALF_OPEN, session().state());
  }

  @Test
  void isEstablishedByTheEndOfAnEapLogin() {
    SessionUpstream on4500 = logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    assertEquals(SessionState.HALF_OPEN, session().state());
    balancer.gateway(
        on4500,
        ON_4500,
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.AUTH, 5, Packets.AUTH_INSIDE)));
    assertEquals(SessionState.ESTABLISHED, session().state());
  }

  @Test
  void endsAnUnansweredGreetingAfter30Seconds() {
    dial(CLIENT_500, SPI);
    balancer.pass(Duration.ofSeconds(29));
    assertEquals(1, balancer.sessions.size());
    balancer.pass(Duration.ofSeconds(2));
    assertEquals(0, balancer.sessions.size());
    assertEquals(0, balancer.openSockets());
    assertEquals(0, balancer.gateways.stream().mapToInt(gateway -> gateway.sessions()).sum());
  }

  @Test
  void letsALoginWaitForTwoMinutes() {
    logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    balancer.pass(Duration.ofMinutes(2));
    balancer.client(CLIENT_4500, ON_4500, auth(SPI, RESPONDER_SPI, 2));
    assertTrue(balancer.lastUpstream(ON_4500).isPresent());
    assertEquals(Map.of(), balancer.fromClients(ON_4500).dropped());
  }

  @Test
  void keepsAQuietTunnelThatOnlySendsKeepalives() {
    logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    for (int i = 0; i < 30; i++) {
      balancer.pass(Duration.ofSeconds(20));
      balancer.client(CLIENT_4500, ON_4500, Packets.keepalive());
    }
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void keepsASilentEstablishedSessionFor40Minutes() {
    establish();
    balancer.pass(Duration.ofMinutes(39));
    assertEquals(1, balancer.sessions.size());
    balancer.pass(Duration.ofMinutes(2));
    assertEquals(0, balancer.sessions.size());
  }

  @Test
  void letsAGatewayAloneKeepASessionForTwiceTheLimitAtMost() {
    SessionUpstream on4500 = establish();
    for (int minute = 0; minute < 79; minute++) {
      balancer.pass(Duration.ofMinutes(1));
      balancer.gateway(on4500, ON_4500, Packets.esp(0x1234, 2 + minute));
    }
    assertEquals(1, balancer.sessions.size());
    balancer.pass(Duration.ofMinutes(2));
    assertEquals(0, balancer.sessions.size());
  }

  @Test
  void closesTheUpstreamOn500WhenTheClientHasMovedTo4500() {
    establish();
    balancer.pass(Duration.ofSeconds(61));
    assertEquals(1, session().upstreams().size());
    assertEquals(1, balancer.openSockets());
  }

  @Test
  void countsNowhereAMinuteAfterTheClientSaidGoodbyeAndEndsWhenItHasDialledAgain() {
    SessionUpstream on4500 = establish();
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(
            Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 7, Packets.DELETE_INSIDE)));
    balancer.gateway(
        on4500,
        ON_4500,
        Packets.marked(
            Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 7, Packets.NOTHING_INSIDE)));
    balancer.pass(Duration.ofSeconds(55));
    assertEquals(SessionState.ESTABLISHED, session().state());
    balancer.pass(Duration.ofSeconds(25));
    assertEquals(SessionState.SUSPECT, session().state());
    assertEquals(0, session().gateway().sessions());
    Session left = session();
    dial(CLIENT_500, SPI + 1);
    balancer.pass(Duration.ofSeconds(20));
    assertTrue(left.isEnded());
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void staysWhenOnlyAChildSaWasDeleted() {
    SessionUpstream on4500 = establish();
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(
            Packets.request(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 7, Packets.DELETE_INSIDE)));
    balancer.gateway(
        on4500,
        ON_4500,
        Packets.marked(
            Packets.answer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 7, Packets.DELETE_INSIDE)));
    balancer.pass(Duration.ofMinutes(5));
    assertEquals(1, balancer.sessions.size());
  }

  @Test
  void relaysOnAfterAReKeyWithAPairNobodyHasSeen() {
    SessionUpstream on4500 = establish();
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.request(0x77, 0x88, Packets.INFORMATIONAL, 0, 0)));
    assertEquals(on4500, balancer.lastUpstream(ON_4500).orElseThrow());
  }

  @Test
  void tellsTheTunnelsOfOneEndpointApart() {
    SessionUpstream device = establish();
    balancer.gateways.stream()
        .filter(gateway -> gateway.sessions() == 1)
        .forEach(
            gateway -> gateway.update(s -> s.with(AdministrativeState.DRAIN, Optional.empty(), 1)));
    SessionUpstream user = logIn(CLIENT_500, CLIENT_4500, 0x3333, 0x4444);
    assertNotEquals(device.remote(), user.remote());

    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xeeee, 1));
    assertEquals(user, balancer.lastUpstream(ON_4500).orElseThrow());
    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xabcd, 2));
    assertEquals(device, balancer.lastUpstream(ON_4500).orElseThrow());
    balancer.client(CLIENT_4500, ON_4500, auth(SPI, RESPONDER_SPI, 9));
    assertEquals(device, balancer.lastUpstream(ON_4500).orElseThrow());
    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xeeee, 2));
    assertEquals(user, balancer.lastUpstream(ON_4500).orElseThrow());
  }

  @Test
  void dropsStrangersAndCountsThemByKind() {
    balancer.client(CLIENT_4500, ON_4500, Packets.esp(0xabcd, 1));
    balancer.client(CLIENT_4500, ON_4500, Packets.keepalive());
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.clientAnswer(SPI, RESPONDER_SPI, Packets.INFORMATIONAL, 1, 0)));
    balancer.client(CLIENT_4500, ON_4500, ByteBuffer.allocate(2));
    assertEquals(
        Map.of("stranger-esp", 1L, "stranger-keepalive", 1L, "stranger-ike", 1L, "not-nat-t", 1L),
        balancer.fromClients(ON_4500).dropped());
  }

  @Test
  void letsTheOldestHalfOpenSessionGiveWay() {
    balancer = new Balancer().with(new Limits(100, 10, 10)).start();
    establish();
    for (int i = 0; i < 50; i++) {
      dial("198.51.100.1:" + (2000 + i), 0x9000 + i);
    }
    assertEquals(11, balancer.sessions.size());
    assertTrue(
        balancer.sessions.all().stream().anyMatch(s -> s.state() == SessionState.ESTABLISHED));
    assertTrue(balancer.sessions.unsettledCount() <= 10);
  }

  @Test
  void letsThoseWhoLogInStayLongerThanThoseWhoOnlyGreet() {
    balancer = new Balancer().with(new Limits(100, 10, 10)).start();
    logIn(CLIENT_500, CLIENT_4500, SPI, RESPONDER_SPI);
    for (int i = 0; i < 50; i++) {
      dial("198.51.100.1:" + (2000 + i), 0x9000 + i);
    }
    assertTrue(balancer.sessions.all().stream().anyMatch(s -> s.origin().initiatorSpi() == SPI));
  }

  @Test
  void neverOpensMoreUpstreamsThanThereCanBe() {
    balancer = new Balancer().withUpstreams(20).start();
    for (int i = 0; i < 100; i++) {
      dial("198.51.100.1:" + (2000 + i), 0x9000 + i);
    }
    assertEquals(20, balancer.openSockets());
    assertEquals(20, balancer.sessions.size());
  }

  @Test
  void dropsAndCountsWhenNoGatewayTakesSessions() {
    balancer.gateways.forEach(
        gateway ->
            gateway.update(s -> s.with(AdministrativeState.MAINTENANCE, Optional.empty(), 1)));
    balancer.client(CLIENT_500, ON_500, Packets.initRequest(SPI));
    assertEquals(Map.of("no-gateway", 1L), balancer.fromClients(ON_500).dropped());
  }

  @Test
  void leavesNothingBehindWhenAnUpstreamCannotBeOpened() {
    balancer.transports.get(ON_500).refusesToConnect = true;
    balancer.client(CLIENT_500, ON_500, Packets.initRequest(SPI));
    assertEquals(Map.of("upstream-failed", 1L), balancer.fromClients(ON_500).dropped());
    assertEquals(0, balancer.sessions.size());
    assertEquals(0, balancer.sessions.unsettledCount());
  }

  @Test
  void answersForAGuardAndForgetsTheRequest() {
    Guard answering = (opening, context) -> new Guard.Verdict.Answer(ByteBuffer.allocate(28));
    balancer = new Balancer().with(answering).start();
    balancer.client(CLIENT_500, ON_500, Packets.initRequest(SPI));
    assertEquals(1, balancer.fromClients(ON_500).answered());
    assertEquals(0, balancer.sessions.size());
  }
}
