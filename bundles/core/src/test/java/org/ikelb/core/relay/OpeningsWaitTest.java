package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.ServerCounters;
import org.junit.jupiter.api.Test;

/** What opens a session waits until its loop has time; what a session has does not wait. */
class OpeningsWaitTest extends OneEstablishedClient {
  private static final String NEWCOMER = "198.51.100.9:4500";
  private static final ByteBuffer OPENING = Packets.marked(Packets.initRequest(0x3333));

  private void comes(String endpoint, ByteBuffer datagram) {
    balancer.fromClient(endpoint, ON_4500, ON_4500, datagram);
  }

  private List<FakeTransport.Sent> sent() {
    return balancer.transports.get(ON_4500).sent;
  }

  private void noRoom() {
    balancer.transports.forEach(transport -> transport.roomToWait = 0);
  }

  private static long dropped(Traffic traffic) {
    return traffic.dropped().getOrDefault(DropReason.OPENING_LIMIT.key(), 0L);
  }

  private void countingLawHolds() {
    Traffic traffic = balancer.fromClients(ON_4500);
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  @Test
  void espAndMessagesOfASessionPassARequestThatCameBefore() {
    comes(NEWCOMER, OPENING);
    comes(HOME, Packets.esp(ESP_SPI, 11));
    comes(HOME, request(Packets.INFORMATIONAL, 3));
    assertEquals(2, sent().size());
    balancer.settle();
    assertEquals(3, sent().size());
    assertNotEquals(upstream, sent().get(2).upstream().orElseThrow());
    countingLawHolds();
  }

  @Test
  void withoutRoomToWaitARequestIsDroppedAndCounted() {
    noRoom();
    comes(NEWCOMER, OPENING);
    comes(HOME, Packets.esp(ESP_SPI, 11));
    balancer.settle();
    assertEquals(1, dropped(balancer.fromClients(ON_4500)));
    assertEquals(1, sent().size());
    countingLawHolds();
  }

  @Test
  void aRepeatedRequestOfASessionThatThereIsDoesNotWait() {
    fromClient(NEWCOMER, OPENING);
    noRoom();
    comes(NEWCOMER, OPENING);
    assertEquals(2, sent().size());
    assertEquals(sent().get(0).upstream(), sent().get(1).upstream());
    assertEquals(0, dropped(balancer.fromClients(ON_4500)));
  }

  @Test
  void aRequestThatWaitsTwiceOpensOneSession() {
    comes(NEWCOMER, OPENING);
    comes(NEWCOMER, OPENING);
    balancer.settle();
    SessionUpstream first = sent().get(0).upstream().orElseThrow();
    assertEquals(first, sent().get(1).upstream().orElseThrow());
    assertEquals(2, balancer.sessions.size());
    countingLawHolds();
  }

  @Test
  void aRequestWhoseAddressIsGoneWhenItsTurnComesIsDroppedAndCounted() {
    comes(NEWCOMER, OPENING);
    List<ServerCounters> counters = balancer.remove(ON_4500);
    balancer.relays.forEach(LoopRelay::beginBatch);
    balancer.remove(Balancer.ON_500); // another snapshot, before it has its turn
    balancer.settle();
    Traffic traffic =
        counters.stream().map(c -> c.client().read()).reduce(Traffic.NONE, Traffic::plus);
    assertEquals(1, dropped(traffic));
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  @Test
  void aDatagramWhoseAddressIsGoneWhenTheOtherLoopHasItIsDroppedAndCounted() {
    balancer.fromClient(HOME, ON_4500, 1 - upstream.loop(), Packets.esp(ESP_SPI, 12));
    List<ServerCounters> counters = balancer.remove(ON_4500);
    balancer.settle();
    Traffic traffic =
        counters.stream().map(c -> c.client().read()).reduce(Traffic.NONE, Traffic::plus);
    assertEquals(1, traffic.dropped().get(DropReason.HAND_OVER_FULL.key()));
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  @Test
  void aMalformedRequestIsDroppedAtOnce() {
    noRoom();
    ByteBuffer withMessageId = Packets.initRequest(0x3333).putInt(20, 1);
    comes(NEWCOMER, Packets.marked(withMessageId));
    Traffic traffic = balancer.fromClients(ON_4500);
    assertEquals(1, traffic.dropped().get(DropReason.MESSAGE_ID.key()));
    assertEquals(0, dropped(traffic));
  }
}
