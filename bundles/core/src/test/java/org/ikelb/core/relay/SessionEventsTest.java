package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionCounts;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** What sessions tell of themselves. */
class SessionEventsTest {
  private static final String CLIENT_500 = "192.0.2.1:500";
  private static final String CLIENT_4500 = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final SpiPair PAIR = new SpiPair(SPI, RESPONDER_SPI);

  private Balancer balancer = Balancer.started();

  private SessionUpstream dial(String client, long spi) {
    balancer.client(client, ON_500, Packets.initRequest(spi));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private SessionUpstream beginLogin() {
    SessionUpstream on500 = dial(CLIENT_500, SPI);
    balancer.gateway(on500, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.request(SPI, RESPONDER_SPI, Packets.AUTH, 1, 35)));
    return balancer.lastUpstream(ON_4500).orElseThrow();
  }

  private SessionUpstream establish() {
    SessionUpstream on4500 = beginLogin();
    balancer.pass(Duration.ofSeconds(2));
    balancer.gateway(
        on4500,
        ON_4500,
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, Packets.AUTH, 1, Packets.AUTH_INSIDE)));
    return on4500;
  }

  private Session session() {
    assertEquals(1, balancer.sessions.size());
    return balancer.sessions.all().iterator().next();
  }

  private List<SessionEvent.Ended> ended() {
    return balancer.events.of(SessionEvent.Ended.class);
  }

  /** The only end so far. */
  private SessionEvent.Ended end() {
    assertEquals(1, ended().size());
    return ended().get(0);
  }

  @Test
  void saysWhoIsInAndWhere() {
    SessionUpstream on4500 = establish();
    String id = session().id();

    List<SessionEvent.Established> events = balancer.events.of(SessionEvent.Established.class);
    assertEquals(1, events.size());
    SessionEvent.Established event = events.get(0);
    assertEquals(id, event.session());
    assertEquals("group", event.group());
    assertEquals(
        List.of(Balancer.endpoint(CLIENT_500), Balancer.endpoint(CLIENT_4500)), event.clients());
    assertEquals(on4500.local(), event.upstreams().get(1));
    assertEquals(session().gateway().id(), event.gateway());
    assertEquals(on4500.remote().getAddress(), event.gatewayAddress());
    assertEquals(List.of(PAIR), event.spiPairs());
    assertEquals(2_000, event.loginMs());
    assertEquals(List.of(), ended());
  }

  @Test
  void countsWhatBecameOfItWhetherAnybodyListensOrNot() {
    balancer.events.wantsSessions = false;
    establish();
    LiveGateway gateway = session().gateway();
    balancer.pass(Duration.ofHours(1));

    SessionCounts counts = gateway.counter().read(gateway.id());
    assertEquals(1, counts.opened());
    assertEquals(1, counts.established());
    assertEquals(1, counts.ended().get("idle"));
    assertEquals(0, counts.ended().get("closed"), "every reason is there");
    assertEquals(Duration.ofSeconds(2), counts.logins().total());
    assertEquals(1, counts.logins().counts().get(4), "up to 3 s");
    assertEquals(1, counts.lives().counts().get(2), "up to an hour");
  }

  @Test
  void sumsUpAllItsUpstreamsAtTheEnd() {
    SessionUpstream on4500 = establish();
    balancer.pass(Duration.ofSeconds(61)); // that on 500 is closed
    assertEquals(1, session().upstreams().size());
    ByteBuffer up = Packets.esp(0xabcd, 1);
    int upBytes = up.remaining();
    balancer.client(CLIENT_4500, ON_4500, up);
    balancer.gateway(on4500, ON_4500, Packets.esp(0x1234, 1));
    balancer.pass(Duration.ofMinutes(41));

    SessionEvent.Ended event = end();
    assertEquals(EndReason.IDLE, event.reason());
    assertEquals(SessionState.ESTABLISHED, event.state());
    assertEquals(
        List.of(Balancer.endpoint(CLIENT_500), Balancer.endpoint(CLIENT_4500)), event.clients());
    assertEquals(3, event.datagramsUp());
    assertEquals(3, event.datagramsDown());
    int greeting = Packets.initRequest(SPI).remaining();
    int login =
        Packets.marked(Packets.request(SPI, RESPONDER_SPI, Packets.AUTH, 1, 35)).remaining();
    assertEquals(greeting + login + upBytes, event.bytesUp());
    assertEquals(2 + 61 + 40 * 60, event.durationMs() / 1_000);
  }

  @Test
  void saysThatNoLoginBegan() {
    dial(CLIENT_500, SPI);
    balancer.pass(Duration.ofSeconds(32));
    assertEquals(EndReason.HALF_OPEN_TIMEOUT, end().reason());
    assertEquals(SessionState.HALF_OPEN, end().state());
    assertEquals(List.of(new SpiPair(SPI, 0)), end().spiPairs());
    assertEquals(0, end().datagramsDown());
  }

  @Test
  void saysThatALoginDidNotSucceed() {
    beginLogin();
    balancer.pass(Duration.ofSeconds(200));
    assertEquals(EndReason.LOGIN_TIMEOUT, end().reason());
    assertEquals(2, end().clients().size());
  }

  @Test
  void saysThatTheClientLeftOnceItHasDialledAgainAndShowsTheSpisItHad() {
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
    balancer.pass(Duration.ofSeconds(80));
    assertEquals(1, balancer.events.of(SessionEvent.Suspected.class).size());
    dial(CLIENT_500, SPI + 1);
    balancer.pass(Duration.ofSeconds(20));
    assertEquals(EndReason.DELETED, end().reason());
    assertEquals(List.of(PAIR), end().spiPairs());
  }

  @Test
  void endsOnceAndWhenItsUpstreamsAreClosed() {
    establish();
    session().end(EndReason.CLOSED, balancer.time.nanos());
    assertEquals(List.of(), ended());
    balancer.settle();
    assertEquals(EndReason.CLOSED, end().reason());
    assertEquals(2, end().datagramsUp());
    balancer.pass(Duration.ofMinutes(50));
    assertEquals(1, ended().size());
  }

  @Test
  void saysWhoGaveWay() {
    balancer = new Balancer().with(new Limits(100, 2, 2)).start();
    for (int i = 0; i < 3; i++) {
      dial("198.51.100.1:" + (2000 + i), 0x9000 + i);
    }
    assertEquals(EndReason.EVICTED, end().reason());
    assertEquals(List.of(Balancer.endpoint("198.51.100.1:2000")), end().clients());
  }

  @Test
  void saysThatTheGatewayIsLost() {
    dial(CLIENT_500, SPI);
    session().gateway().update(state -> state.with(Health.DOWN, false, balancer.time.now(), 1));
    dial(CLIENT_500, SPI);
    assertEquals(EndReason.GATEWAY_LOST, end().reason());
  }

  @Test
  void saysThatTheAddressIsServedNoMore() {
    dial(CLIENT_500, SPI);
    balancer.relays.forEach(relay -> relay.owner().listenAddressGone(ON_500));
    balancer.settle();
    assertEquals(EndReason.VIRTUAL_SERVER_GONE, end().reason());
  }

  @Test
  void saysThatNoUpstreamCouldBeOpened() {
    balancer.transports.get(ON_500).refusesToConnect = true;
    balancer.client(CLIENT_500, ON_500, Packets.initRequest(SPI));
    assertEquals(EndReason.UPSTREAM_FAILED, end().reason());
    assertEquals(List.of(), end().clients());
  }

  @Test
  void saysNothingIfNobodyWantsToKnow() {
    balancer.events.wantsSessions = false;
    establish();
    session().end(EndReason.CLOSED, balancer.time.nanos());
    balancer.settle();
    assertEquals(0, balancer.sessions.size());
    assertEquals(List.of(), balancer.events.of(SessionEvent.class));
  }
}
