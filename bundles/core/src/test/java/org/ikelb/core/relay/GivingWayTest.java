package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PortRange;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;

/** Who gives way when there is no room: who has shown least, and nobody is refused. */
class GivingWayTest {
  private static final long JUNK = 0x6666;

  private Balancer balancer = Balancer.started();

  private SessionUpstream dial(String endpoint, long spi) {
    balancer.client(endpoint, ON_500, Packets.initRequest(spi));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private SessionUpstream dialAnswered(String endpoint, long spi) {
    SessionUpstream upstream = dial(endpoint, spi);
    balancer.gateway(upstream, ON_500, Packets.initAnswer(spi, spi + JUNK));
    return upstream;
  }

  private void asksToLogIn(String endpoint, long spi) {
    balancer.client(endpoint, ON_500, Packets.request(spi, spi + JUNK, Packets.AUTH, 1, 35));
  }

  private void gatewayIdentifies(SessionUpstream upstream, long spi) {
    balancer.gateway(
        upstream, ON_500, Packets.answer(spi, spi + JUNK, Packets.AUTH, 1, Packets.EAP_INSIDE));
  }

  private boolean isThere(long spi) {
    return balancer.sessions.all().stream().anyMatch(s -> s.origin().initiatorSpi() == spi);
  }

  private void flood(String address, int many, long firstSpi) {
    for (int i = 0; i < many; i++) {
      dial(address + ":" + (2000 + i), firstSpi + i);
    }
  }

  @Test
  void aLoginWithAResponderSpiThatNoGatewayHasShownBuysNothing() {
    SessionUpstream upstream = dialAnswered("192.0.2.1:500", 1);
    ByteBuffer junk = Packets.request(1, 0xbad, Packets.AUTH, 1, 35);
    balancer.client("192.0.2.1:500", ON_500, junk);
    balancer.client("192.0.2.1:4500", ON_4500, Packets.marked(junk));
    assertFalse(upstream.session().progress().login().hasBegun());
    balancer.pass(Duration.ofSeconds(31));
    assertEquals(0, balancer.sessions.size(), "30 s, not 150");
  }

  @Test
  void whoHasShownLeastGivesWayFirstAndOfTheseTheOldest() {
    balancer = new Balancer().with(new Limits(100, 4, 4)).start();
    SessionUpstream withAnswer = dialAnswered("192.0.2.1:500", 1);
    asksToLogIn("192.0.2.1:500", 1);
    gatewayIdentifies(withAnswer, 1);
    dialAnswered("192.0.2.2:500", 2);
    asksToLogIn("192.0.2.2:500", 2);
    dialAnswered("192.0.2.3:500", 3);
    dial("192.0.2.4:500", 4);

    dial("192.0.2.5:500", 5);
    assertFalse(isThere(3), "an answer that was only sent to it says nothing");
    dial("192.0.2.6:500", 6);
    assertFalse(isThere(4));
    assertTrue(isThere(1) && isThere(2) && isThere(5) && isThere(6));
    asksToLogIn("192.0.2.5:500", 5);
    flood("198.51.100.1", 20, 100);
    assertTrue(isThere(1) && isThere(2), "both have shown more than those who only ask");
    assertEquals(4, balancer.sessions.unsettledCount());
  }

  @Test
  void whoeverFloodsFromOneSourcePushesOutHisOwn() {
    balancer = new Balancer().with(new Limits(1000, 100, 10)).start();
    dial("192.0.2.1:500", 1);
    flood("198.51.100.1", 200, 100);
    assertEquals(11, balancer.sessions.size());
    assertTrue(isThere(1));
    assertTrue(isThere(299), "nobody is refused");
    assertFalse(isThere(100), "the oldest goes");
    assertEquals(200 + 1, balancer.fromClients(ON_500).forwarded());
  }

  @Test
  void anIpv6HomeIsOneSource() {
    balancer = new Balancer().with(new Limits(1000, 100, 10)).start();
    for (int i = 0; i < 50; i++) {
      dial("[2001:db8:0:" + Integer.toHexString(i) + "::1]:500", 100 + i);
    }
    assertEquals(10, balancer.sessions.size());
    dial("[2001:db8:0:100::1]:500", 500);
    assertEquals(11, balancer.sessions.size(), "another /56");
  }

  @Test
  void sessionsOfAnotherLoopGiveWayToo() {
    balancer = new Balancer().with(new Limits(100, 10, 10)).start();
    flood("198.51.100.1", 10, 100);
    for (int i = 0; i < 10; i++) {
      balancer.client("192.0.2.1:" + (3000 + i), ON_500, 1, Packets.initRequest(1 + i));
    }
    assertEquals(10, balancer.sessions.unsettledCount());
    for (int i = 0; i < 10; i++) {
      assertTrue(isThere(1 + i), "the honest do not push out each other");
    }
  }

  @Test
  void whoeverHoldsAPortGivesWayWhenTheyAreExhausted() {
    balancer = new Balancer().with(new PortRange(20_000, 20_009)).start();
    flood("198.51.100.1", 60, 100);
    assertEquals(Map.of(), balancer.fromClients(ON_500).dropped());
    assertEquals(18, balancer.sessions.size(), "nine of ten ports towards each of two gateways");
    assertTrue(isThere(159));
    assertFalse(isThere(100));
  }

  @Test
  void aPortIsFoundForTheSecondUpstreamOfWhoHasBeenAnswered() {
    balancer = new Balancer().with(new PortRange(20_000, 20_009)).start();
    dialAnswered("192.0.2.1:500", 1);
    flood("198.51.100.1", 17, 100);
    balancer.client(
        "192.0.2.1:4500",
        ON_4500,
        Packets.marked(Packets.request(1, 1 + JUNK, Packets.AUTH, 1, 35)));
    assertEquals(1, balancer.fromClients(ON_4500).forwarded());
    assertTrue(isThere(1));
  }

  @Test
  void aGatewayGetsNoMoreHalfOpenSessionsThanItTakes() {
    balancer = new Balancer().withMaxHalfOpen(3).start();
    flood("198.51.100.1", 10, 100);
    balancer.gateways.forEach(gateway -> assertEquals(3, gateway.sessions()));
    assertEquals(Map.of("no-gateway", 4L), balancer.fromClients(ON_500).dropped());
    balancer.pass(Duration.ofSeconds(31));
    dial("192.0.2.1:500", 1);
    assertTrue(isThere(1));
  }

  @Test
  void aGatewayStillCountsWhatHasGivenWayHere() {
    balancer = new Balancer().with(new Limits(100, 4, 4)).withMaxHalfOpen(3).start();
    flood("198.51.100.1", 10, 100);
    balancer.pass(Duration.ofSeconds(20));
    flood("198.51.100.1", 10, 200);
    assertEquals(6, balancer.fromClients(ON_500).forwarded(), "both have had three");
    balancer.pass(Duration.ofSeconds(11));
    flood("198.51.100.1", 10, 300);
    assertEquals(12, balancer.fromClients(ON_500).forwarded(), "and have forgotten them");
  }

  @Test
  void socketsAreKeptForThoseWhoGoOn() {
    balancer = new Balancer().withUpstreams(64).start();
    dialAnswered("192.0.2.1:500", 1);
    asksToLogIn("192.0.2.1:500", 1);
    flood("198.51.100.1", 200, 100);
    balancer.client(
        "192.0.2.1:4500",
        ON_4500,
        Packets.marked(Packets.request(1, 1 + JUNK, Packets.AUTH, 2, 35)));
    assertEquals(1, balancer.fromClients(ON_4500).forwarded());
    assertEquals(Map.of(), balancer.fromClients(ON_500).dropped());
  }
}
