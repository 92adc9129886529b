package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What core does for every datagram of a tunnel must not feed the garbage collector. */
@Tag("slow")
class RelayAllocationTest {
  private static final int ROUNDS = 20_000;

  /** The compiler takes its time; only what it made of the code counts. */
  private static final int MOST_BLOCKS = 200;

  private static final String CLIENT = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final int SEQUENCE_NUMBER = 4;

  private final Balancer balancer = Balancer.started();
  private final InetSocketAddress client = Balancer.endpoint(CLIENT);
  private final ByteBuffer up = Packets.esp(0xabcd, 0);
  private final ByteBuffer down = Packets.esp(0x77, 0);
  private int sequence;

  @Test
  void relaysEspBothWaysWithoutAllocating() {
    SessionUpstream upstream = established();
    neverFeedsTheCollector(upstream, this::relay);
  }

  @Test
  void sendsADownloadAfterAClientWhoseNatReboundWithoutAllocating() {
    SessionUpstream upstream = established();
    for (int i = 0; i < 4; i++) {
      balancer.client("192.0.2.1:20001", ON_4500, Packets.esp(0xabcd, ++sequence));
    }
    balancer.pass(Duration.ofSeconds(2));
    balancer.gateway(upstream, ON_4500, Packets.esp(0x77, sequence));
    assertTrue(upstream.session().story().toString().contains("without limit"));
    neverFeedsTheCollector(upstream, this::download);
  }

  /** What is repeated many times. */
  private interface Traffic {
    void relay(LoopRelay relay, FakeTransport transport, SessionUpstream upstream);
  }

  private void neverFeedsTheCollector(SessionUpstream upstream, Traffic traffic) {
    LoopRelay relay = balancer.relays.get(upstream.loop());
    FakeTransport transport = balancer.transports.get(upstream.loop());
    transport.takesNotes = false;
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MOST_BLOCKS && allocated > 0; i++) {
      allocated = allocatedBy(() -> traffic.relay(relay, transport, upstream));
    }
    assertEquals(0, allocated, "bytes for " + ROUNDS + " rounds, once all is compiled");
  }

  private static long allocatedBy(Runnable task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    task.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void relay(LoopRelay relay, FakeTransport transport, SessionUpstream upstream) {
    for (int i = 0; i < ROUNDS; i++) {
      up.putInt(SEQUENCE_NUMBER, ++sequence);
      down.putInt(SEQUENCE_NUMBER, sequence);
      relay.beginBatch();
      transport.inHand = up;
      relay.fromClient(ON_4500, client, up);
      transport.inHand = down;
      relay.fromGateway(upstream.port(), down);
    }
  }

  private void download(LoopRelay relay, FakeTransport transport, SessionUpstream upstream) {
    for (int i = 0; i < ROUNDS; i++) {
      down.putInt(SEQUENCE_NUMBER, ++sequence);
      relay.beginBatch();
      transport.inHand = down;
      relay.fromGateway(upstream.port(), down);
    }
  }

  private SessionUpstream established() {
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(SPI));
    SessionUpstream on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    balancer.client(CLIENT, ON_4500, ike(Packets.AUTH, 1));
    SessionUpstream upstream = balancer.lastUpstream(ON_4500).orElseThrow();
    answer(upstream, Packets.AUTH, 1);
    balancer.client(CLIENT, ON_4500, ike(Packets.INFORMATIONAL, 2));
    answer(upstream, Packets.INFORMATIONAL, 2);
    balancer.client(CLIENT, ON_4500, Packets.esp(0xabcd, ++sequence));
    balancer.gateway(upstream, ON_4500, Packets.esp(0x77, sequence));
    return upstream;
  }

  private static ByteBuffer ike(int exchange, int id) {
    return Packets.marked(Packets.request(SPI, RESPONDER_SPI, exchange, id, 35));
  }

  private void answer(SessionUpstream upstream, int exchange, int id) {
    ByteBuffer answer = Packets.answer(SPI, RESPONDER_SPI, exchange, id, 35);
    balancer.gateway(upstream, ON_4500, Packets.marked(answer));
  }
}
