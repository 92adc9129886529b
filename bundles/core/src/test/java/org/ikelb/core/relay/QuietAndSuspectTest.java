package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** Sessions of which little is known: those that show nothing, and those that seem to be gone. */
class QuietAndSuspectTest {
  private static final int IDR = 36;
  private static final int EAP = 48;
  private static final int NOTIFY = 41;

  private Balancer balancer = Balancer.started();

  /** A login, up to the answer to its IKE_AUTH. */
  private SessionUpstream logIn(int number, int inside) {
    String address = "192.0.2." + number;
    balancer.client(address + ":500", ON_500, Packets.initRequest(number));
    balancer.gateway(
        balancer.lastUpstream(ON_500).orElseThrow(), ON_500, Packets.initAnswer(number, 0x100));
    balancer.client(
        address + ":4500",
        ON_4500,
        Packets.marked(Packets.request(number, 0x100, Packets.AUTH, 1, 35)));
    SessionUpstream upstream = balancer.lastUpstream(ON_4500).orElseThrow();
    fromGateway(upstream, Packets.answer(number, 0x100, Packets.AUTH, 1, inside));
    return upstream;
  }

  private void fromGateway(SessionUpstream upstream, ByteBuffer ike) {
    balancer.gateway(upstream, ON_4500, Packets.marked(ike));
  }

  private void asks(int number, int id) {
    balancer.client(
        "192.0.2." + number + ":4500",
        ON_4500,
        Packets.marked(Packets.request(number, 0x100, Packets.INFORMATIONAL, id, 0)));
  }

  private void isAnswered(SessionUpstream upstream, int id) {
    long spi = upstream.session().origin().initiatorSpi();
    fromGateway(upstream, Packets.answer(spi, 0x100, Packets.INFORMATIONAL, id, 0));
  }

  @Test
  void aTunnelThatSaysNothingIsQuietAndKeptLikeAnEstablishedOne() {
    SessionUpstream upstream = logIn(1, IDR);
    balancer.pass(Duration.ofSeconds(29));
    assertEquals(SessionState.HALF_OPEN, upstream.session().state());
    balancer.pass(Duration.ofSeconds(20));
    assertEquals(SessionState.QUIET, upstream.session().state());
    balancer.pass(Duration.ofMinutes(38));
    balancer.client("192.0.2.1:4500", ON_4500, Packets.esp(0xabc, 1));
    balancer.gateway(upstream, ON_4500, Packets.esp(0x77, 1));
    assertEquals(SessionState.ESTABLISHED, upstream.session().state());
  }

  @Test
  void whoGoesOnWithTheLoginIsNotQuiet() {
    SessionUpstream upstream = logIn(1, IDR);
    balancer.pass(Duration.ofSeconds(40));
    assertEquals(SessionState.QUIET, upstream.session().state());
    balancer.client(
        "192.0.2.1:4500", ON_4500, Packets.marked(Packets.request(1, 0x100, Packets.AUTH, 2, EAP)));
    assertEquals(SessionState.HALF_OPEN, upstream.session().state());
    fromGateway(upstream, Packets.answer(1, 0x100, Packets.AUTH, 2, EAP));
    balancer.pass(Duration.ofSeconds(60));
    assertEquals(SessionState.HALF_OPEN, upstream.session().state());
  }

  @Test
  void whoWasRefusedIsNotQuiet() {
    SessionUpstream upstream = logIn(1, NOTIFY);
    balancer.pass(Duration.ofSeconds(60));
    assertEquals(SessionState.HALF_OPEN, upstream.session().state());
  }

  @Test
  void quietOnesGiveWayAfterAllHalfOpenOnes() {
    balancer = new Balancer().with(new Limits(100, 10, 10)).start();
    SessionUpstream upstream = logIn(1, IDR);
    balancer.pass(Duration.ofSeconds(50));
    for (int i = 0; i < 30; i++) {
      balancer.client("198.51.100.1:" + (2000 + i), ON_500, Packets.initRequest(0x9000 + i));
    }
    assertFalse(upstream.session().isEnded());
  }

  private void goesDown(LiveGateway gateway, Health health) {
    gateway.update(state -> state.with(health, false, balancer.time.now(), balancer.time.nanos()));
  }

  @Test
  void aGatewayThatCameBackWithoutThemCountsNoneOfThem() {
    SessionUpstream upstream = logIn(1, Packets.AUTH_INSIDE);
    logIn(2, Packets.AUTH_INSIDE); // on the other gateway
    SessionUpstream idle = logIn(3, Packets.AUTH_INSIDE);
    LiveGateway gateway = upstream.session().gateway();
    assertEquals(gateway, idle.session().gateway());
    goesDown(gateway, Health.DOWN);
    balancer.pass(Duration.ofSeconds(1));
    balancer.relays.get(upstream.loop()).refused(upstream.port());
    goesDown(gateway, Health.UP);
    assertEquals(SessionState.SUSPECT, idle.session().state());
    assertEquals(0, gateway.sessions());
    assertEquals(2, gateway.sessionsByState().in(SessionState.SUSPECT));
  }

  @Test
  void aSuspectThatItsGatewayAnswersIsNoneAnyMore() {
    SessionUpstream upstream = logIn(1, Packets.AUTH_INSIDE);
    balancer.relays.get(upstream.loop()).refused(upstream.port());
    assertEquals(SessionState.SUSPECT, upstream.session().state());
    asks(1, 2);
    isAnswered(upstream, 2);
    assertEquals(SessionState.ESTABLISHED, upstream.session().state());
  }

  /** Who says goodbye is one: they come by the thousand, and must not be remembered for ever. */
  @Test
  void aSuspectThatEndsOrIsUsedIsRememberedNoMore() {
    SessionUpstream used = logIn(1, Packets.AUTH_INSIDE);
    SessionUpstream ended = logIn(2, Packets.AUTH_INSIDE);
    for (SessionUpstream upstream : List.of(used, ended)) {
      balancer.relays.get(upstream.loop()).refused(upstream.port());
    }
    assertEquals(Optional.of(used.session()), balancer.sessions.oldestSuspect());
    asks(1, 2);
    isAnswered(used, 2);
    assertEquals(Optional.of(ended.session()), balancer.sessions.oldestSuspect());
    ended.session().end(EndReason.CLOSED, balancer.time.nanos());
    assertEquals(Optional.empty(), balancer.sessions.oldestSuspect());
  }

  @Test
  void aPathThatWasCutMakesNoSuspects() {
    SessionUpstream upstream = logIn(1, Packets.AUTH_INSIDE);
    goesDown(upstream.session().gateway(), Health.DOWN);
    for (int i = 0; i < 5; i++) {
      asks(1, 2);
      balancer.pass(Duration.ofSeconds(4));
    }
    goesDown(upstream.session().gateway(), Health.UP);
    assertEquals(SessionState.ESTABLISHED, upstream.session().state());
  }

  @Test
  void oneThatAsksThreeTimesInVainWhileItsGatewayAnswersOthersEnds() {
    Session forgotten = logIn(1, Packets.AUTH_INSIDE).session();
    logIn(2, Packets.AUTH_INSIDE); // on the other gateway
    SessionUpstream other = logIn(3, Packets.AUTH_INSIDE);
    goesDown(forgotten.gateway(), Health.DOWN);
    balancer.pass(Duration.ofSeconds(1));
    goesDown(forgotten.gateway(), Health.UP);
    for (int i = 0; i < 3; i++) {
      assertFalse(forgotten.isEnded());
      asks(1, 2);
      balancer.pass(Duration.ofMillis(500));
      asks(3, 2 + i);
      isAnswered(other, 2 + i);
      balancer.pass(Duration.ofSeconds(1));
    }
    balancer.pass(Duration.ofSeconds(17));
    assertTrue(forgotten.isEnded());
    assertFalse(other.session().isEnded());
  }
}
