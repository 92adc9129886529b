package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.Outliers;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.gateway.Ejection;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.ike.Answers;
import org.junit.jupiter.api.Test;

/** vpn2 refuses, or ignores, clients that vpn1 takes. */
class EjectionTest {
  private final Balancer balancer = Balancer.started();
  private final LiveGateway good = balancer.gateways.get(0);
  private final LiveGateway strict = balancer.gateways.get(1);
  private long spi = 0x1000;

  /** One dial; vpn2 refuses, vpn1 lets in if that is wanted. */
  private LiveGateway dial(Balancer at, String address, boolean getsIn) {
    return dial(at, address, 500, getsIn);
  }

  private LiveGateway dial(Balancer at, String address, int port, boolean getsIn) {
    long dialled = spi++;
    at.client(address + ":" + port, ON_500, Packets.initRequest(dialled));
    SessionUpstream upstream = at.lastUpstream(ON_500).orElseThrow();
    LiveGateway gateway = upstream.session().gateway();
    if (gateway == at.gateways.get(1)) {
      at.gateway(upstream, ON_500, Answers.noProposalChosen(Packets.initRequest(dialled)));
    } else if (getsIn) {
      letIn(at, upstream, address, dialled);
    }
    return gateway;
  }

  private static void letIn(Balancer at, SessionUpstream upstream, String address, long dialled) {
    at.gateway(upstream, ON_500, Packets.initAnswer(dialled, -dialled));
    at.client(
        address + ":4500",
        ON_4500,
        Packets.marked(Packets.request(dialled, -dialled, Packets.AUTH, 1, 35)));
    at.gateway(
        at.lastUpstream(ON_4500).orElseThrow(),
        ON_4500,
        Packets.marked(Packets.answer(dialled, -dialled, Packets.AUTH, 1, Packets.AUTH_INSIDE)));
  }

  /** Dials until it is in, twice at most; says whether it was refused. */
  private boolean getsIn(Balancer at, String address, int port) {
    if (dial(at, address, port, true) != at.gateways.get(1)) {
      return false;
    }
    assertEquals(at.gateways.get(0), dial(at, address, port, true), "the next dial goes elsewhere");
    return true;
  }

  private void clientsGetIn(Balancer at, int first, int clients) {
    for (int i = first; i < first + clients; i++) {
      getsIn(at, "192.0." + i / 250 + "." + (1 + i % 250), 500);
    }
  }

  private static boolean isEjected(LiveGateway gateway) {
    return gateway.ejections().now().isPresent();
  }

  private List<String> warnings() {
    return balancer.attempts.warnings(balancer.time.nanos()).stream().map(Warning::code).toList();
  }

  @Test
  void endsTheDialsToAGatewayThatRefusedClientsOfThreeAddressesWhichAnotherTook() {
    clientsGetIn(balancer, 1, 12);
    assertTrue(isEjected(strict));
    assertFalse(strict.takesSessions());
    assertEquals("ejected", strict.whyNot());
    GatewayEvent.Ejected event = balancer.events.of(GatewayEvent.Ejected.class).get(0);
    assertEquals("vpn2 refused 3 clients that vpn1 then took", event.evidence());
    assertEquals(List.of("gateway-ejected"), warnings());
    for (int i = 30; i < 50; i++) {
      assertEquals(good, dial(balancer, "192.0.2." + i, false));
    }
  }

  @Test
  void neverComesOfRequestsAlone() {
    for (int i = 0; i < 10_000; i++) {
      dial(balancer, "198.51." + i / 250 + "." + (1 + i % 250), false);
    }
    assertFalse(isEjected(strict));
    assertFalse(isEjected(good));
    assertEquals(List.of(), warnings());
  }

  @Test
  void neverComesOfOneAddressThatWasRefusedLessThanTenTimes() {
    int refused = 0;
    for (int port = 1_000; refused < 10; port++) {
      assertFalse(isEjected(strict), refused + " were refused");
      refused += getsIn(balancer, "192.0.2.1", port) ? 1 : 0;
      balancer.pass(Duration.ofSeconds(61)); // by then it is tried there again
    }
    assertTrue(isEjected(strict), "the tenth");
  }

  @Test
  void neverComesToAGatewayThatLetsOthersIn() {
    clientsGetIn(balancer, 1, 3); // two of them the second time
    letOneIn(strict);
    clientsGetIn(balancer, 11, 3);
    letOneIn(strict);
    clientsGetIn(balancer, 21, 3);
    assertFalse(isEjected(strict));
  }

  /** Its policy is another, and the gateway likes it. */
  private void letOneIn(LiveGateway gateway) {
    long dialled = spi++;
    String address = "203.0.113." + (dialled & 0xff);
    balancer.client(address + ":500", ON_500, Packets.initRequest(dialled));
    SessionUpstream upstream = balancer.lastUpstream(ON_500).orElseThrow();
    if (upstream.session().gateway() == gateway) {
      letIn(balancer, upstream, address, dialled);
    } else {
      letOneIn(gateway);
    }
  }

  @Test
  void neverComesOfClientsThatLogInLaterThanTwoMinutesAfter() {
    for (int i = 1; i <= 12; i++) {
      if (dial(balancer, "192.0.2." + i, false) == strict) {
        balancer.pass(Duration.ofSeconds(121));
      }
      strict.ejections().endIfOver(balancer.time.now());
      getsInAtGood("192.0.2." + i);
    }
    assertFalse(isEjected(strict));
  }

  private void getsInAtGood(String address) {
    strict.update(
        state -> state.with(AdministrativeState.DRAIN, Optional.empty(), balancer.time.nanos()));
    assertEquals(good, dial(balancer, address, true));
    strict.update(
        state -> state.with(AdministrativeState.READY, Optional.empty(), balancer.time.nanos()));
  }

  @Test
  void neverComesToTheLastGatewayThatTakesSessions() {
    clientsGetIn(balancer, 1, 3); // two of them the second time
    clientsOf(good);
    assertFalse(isEjected(strict));
    assertEquals(List.of("gateway-turns-away"), warnings());
  }

  /** Sessions that were opened before it drained log in now. */
  private void clientsOf(LiveGateway draining) {
    good.update(
        state -> state.with(AdministrativeState.READY, Optional.empty(), balancer.time.nanos()));
    List<Long> waiting = new ArrayList<>();
    List<SessionUpstream> upstreams = new ArrayList<>();
    for (int i = 60; i < 64; i++) {
      long dialled = spi++;
      String address = "192.0.2." + i;
      balancer.client(address + ":500", ON_500, Packets.initRequest(dialled));
      SessionUpstream upstream = balancer.lastUpstream(ON_500).orElseThrow();
      if (upstream.session().gateway() == strict) {
        balancer.gateway(upstream, ON_500, Answers.noProposalChosen(Packets.initRequest(dialled)));
        long again = spi++;
        balancer.client(address + ":500", ON_500, Packets.initRequest(again));
        waiting.add(again);
        upstreams.add(balancer.lastUpstream(ON_500).orElseThrow());
      }
    }
    draining.update(
        state -> state.with(AdministrativeState.DRAIN, Optional.empty(), balancer.time.nanos()));
    for (int i = 0; i < waiting.size(); i++) {
      letIn(balancer, upstreams.get(i), "192.0.2." + (90 + i), waiting.get(i));
    }
  }

  @Test
  void isOnlyWarnedOfIfThePoolWantsThat() {
    Balancer warning = new Balancer().with(Outliers.WARN).start();
    clientsGetIn(warning, 1, 12);
    assertFalse(isEjected(warning.gateways.get(1)));
    Warning said = warning.attempts.warnings(warning.time.nanos()).get(0);
    assertEquals("gateway-turns-away", said.code());
    assertTrue(said.text().contains("clients that vpn1 then took"), said::toString);
  }

  @Test
  void isNotSpokenOfIfThePoolWantsThat() {
    Balancer off = new Balancer().with(Outliers.OFF).start();
    clientsGetIn(off, 1, 12);
    assertFalse(isEjected(off.gateways.get(1)));
    assertEquals(List.of(), off.attempts.warnings(off.time.nanos()));
  }

  @Test
  void lastsHalfAMinuteAndThenTwiceAsLongEachTimeUpToTenMinutes() {
    int clients = 1;
    for (long seconds : new long[] {30, 60, 120, 240, 480, 600, 600}) {
      clientsGetIn(balancer, clients, 10);
      clients += 10;
      Ejection ejection = strict.ejections().now().orElseThrow();
      assertEquals(balancer.time.now().plusSeconds(seconds), ejection.until());
      balancer.pass(Duration.ofSeconds(seconds), Duration.ofSeconds(1));
      assertTrue(strict.ejections().endIfOver(balancer.time.now()));
      assertTrue(strict.takesSessions());
    }
  }

  @Test
  void isForgottenWhenItIsLifted() {
    clientsGetIn(balancer, 1, 12);
    assertTrue(strict.ejections().lift());
    assertTrue(strict.takesSessions());
    clientsGetIn(balancer, 21, 12);
    assertEquals(1, strict.ejections().now().orElseThrow().times());
  }

  @Test
  void leavesTheGatewayThatIsLeftWhenAllOthersHaveGone() {
    clientsGetIn(balancer, 1, 12);
    good.update(
        state ->
            state.with(AdministrativeState.MAINTENANCE, Optional.empty(), balancer.time.nanos()));
    assertEquals(strict, dial(balancer, "192.0.2.77", false));
  }

  @Test
  void comesOfSilenceToo() {
    for (int i = 1; i <= 12 && !isEjected(strict); i++) {
      String address = "192.0.2." + i + ":500";
      balancer.client(address, ON_500, Packets.initRequest(++spi));
      SessionUpstream upstream = balancer.lastUpstream(ON_500).orElseThrow();
      if (upstream.session().gateway() == strict) {
        strict.heard(balancer.time.nanos()); // it answers others
        balancer.pass(Duration.ofSeconds(2));
        balancer.client(address, ON_500, Packets.initRequest(++spi));
        upstream = balancer.lastUpstream(ON_500).orElseThrow();
      }
      assertEquals(good, upstream.session().gateway());
      letIn(balancer, upstream, "192.0.2." + i, spi);
    }
    assertTrue(isEjected(strict));
    assertTrue(
        strict.ejections().now().orElseThrow().evidence().contains("ignored"), "and it is said");
  }
}
