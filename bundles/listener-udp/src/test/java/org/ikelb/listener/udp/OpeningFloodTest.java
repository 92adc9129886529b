package org.ikelb.listener.udp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ikelb.core.dataplane.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many sessions are to be opened on the socket that a known client's datagrams come to. */
class OpeningFloodTest {
  private static final int FLOOD = 3_000;
  private static final long OPENING_NANOS = 100_000;
  private static final String OPENS = "opens";

  private Peer gateway;
  private Peer forger;
  private Peer known;
  private Rig rig;
  private Opening relay;

  /** Puts off what opens a session; to open one takes its time. */
  private static final class Opening extends FakeRelay {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final List<Integer> inOrder = new CopyOnWriteArrayList<>();
    final List<Integer> openedBeforeKnown = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    volatile CountDownLatch goesOn = new CountDownLatch(0);

    Opening(Transport transport, InetSocketAddress gateway) {
      super(transport, gateway);
    }

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      if (datagram.get(datagram.position()) != OPENS.charAt(0)) {
        openedBeforeKnown.add(opened.get());
        super.fromClient(listenAddress, client, datagram);
      } else if (!transport.putOff(listenAddress, client)) {
        refused.incrementAndGet();
      }
    }

    @Override
    public void waited(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      begun.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      long until = System.nanoTime() + OPENING_NANOS;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      inOrder.add(datagram.remaining());
      opened.incrementAndGet();
      super.waited(fromLoop, listenAddress, client, datagram);
    }
  }

  @BeforeEach
  void start() throws Exception {
    gateway = Peer.at("127.0.0.1");
    forger = Peer.at("127.0.0.1");
    known = Peer.at("127.0.0.1");
    rig =
        new Rig(
            new EpollSockets(),
            1,
            transport -> {
              relay = new Opening(transport, gateway.address());
              return relay;
            });
  }

  @AfterEach
  void stop() {
    rig.close();
    known.close();
    forger.close();
    gateway.close();
  }

  @AfterAll
  static void leaksNoBuffer() {
    assertEquals(List.of(), Leaks.found());
  }

  private void flood(InetSocketAddress to, int datagrams) throws IOException {
    for (int i = 0; i < datagrams; i++) {
      forger.send(to, OPENS + "x".repeat(i % 90)); // of many lengths, so that none make a train
    }
  }

  /** A batch, and a slice, for each 128 of the flood: not each of the flood. */
  @Test
  void knownDatagramsThatComeBehindItDoNotWaitUntilAllIsOpened() throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    CountDownLatch blocked = rig.blocked();
    flood(ikelb, FLOOD);
    known.send(ikelb, "known");
    blocked.countDown();
    await().until(() -> !relay.openedBeforeKnown.isEmpty());
    int before = relay.openedBeforeKnown.get(0);
    assertTrue(before <= FLOOD / 10, () -> before + " were opened first");
    await().until(() -> relay.opened.get() >= PutOff.MAX_DATAGRAMS);
    await().until(() -> relay.opened.get() + relay.refused.get() == FLOOD);
    assertTrue(relay.refused.get() > 0, "more came than can wait");
  }

  @Test
  void allThatCanWaitAreOpenedInTheirOrder() throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    CountDownLatch blocked = rig.blocked();
    flood(ikelb, PutOff.MAX_DATAGRAMS);
    blocked.countDown();
    await().until(() -> relay.opened.get() == PutOff.MAX_DATAGRAMS);
    assertEquals(0, relay.refused.get());
    List<Integer> sent =
        IntStream.range(0, PutOff.MAX_DATAGRAMS).mapToObj(i -> OPENS.length() + i % 90).toList();
    assertEquals(sent, new ArrayList<>(relay.inOrder));
  }

  @Test
  void whatWaitsWhenTheLoopIsStoppedIsFreed() throws Exception {
    InetSocketAddress ikelb = rig.listenOn("127.0.0.1");
    relay.goesOn = new CountDownLatch(1);
    flood(ikelb, PutOff.MAX_DATAGRAMS);
    relay.begun.await();
    Thread stopping = new Thread(rig::close);
    stopping.start();
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING); // for the held loop
    relay.goesOn.countDown();
    stopping.join();
    assertTrue(relay.opened.get() < PutOff.MAX_DATAGRAMS, "some still waited");
  }
}
