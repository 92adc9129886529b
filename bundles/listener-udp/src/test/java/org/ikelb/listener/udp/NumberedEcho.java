package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends numbered datagrams to a gateway that echoes, and insists on their order both ways. */
final class NumberedEcho {
  /** Below what the smallest socket buffer holds. */
  private static final int WINDOW = 200;

  private final Peer client;
  private final Peer gateway;
  private final InetSocketAddress to;
  private final int datagrams;
  private final int perSecond;
  private final AtomicInteger answered = new AtomicInteger();

  NumberedEcho(Peer client, Peer gateway, InetSocketAddress to, int datagrams, int perSecond) {
    this.client = client;
    this.gateway = gateway;
    this.to = to;
    this.datagrams = datagrams;
    this.perSecond = perSecond;
  }

  /** How many came back so far. */
  int answered() {
    return answered.get();
  }

  /** Fails with the first that is lost, doubled or out of order. */
  CompletableFuture<Void> run() {
    CompletableFuture<Void> echoed = start(this::echo);
    CompletableFuture<Void> received = start(this::receive);
    return CompletableFuture.allOf(start(this::send), echoed, received);
  }

  private void send() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < datagrams; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due || i - answered.get() > WINDOW) {
        LockSupport.parkNanos(50_000);
      }
      client.send(to, ByteBuffer.allocate(100).putInt(i).array());
    }
  }

  private void echo() throws IOException {
    for (int i = 0; i < datagrams; i++) {
      Peer.Received datagram = gateway.receive();
      assertEquals(i, datagram.payload().getInt(0), "at the gateway");
      gateway.send(datagram.from(), ByteBuffer.allocate(100).putInt(i).array());
    }
  }

  private void receive() throws IOException {
    for (int i = 0; i < datagrams; i++) {
      assertEquals(i, client.receive().payload().getInt(0), "at the client");
      answered.incrementAndGet();
    }
  }

  /** What may throw. */
  private interface Step {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> start(Step step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
                done.complete(null);
              } catch (IOException e) {
                done.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            },
            "numbered");
    thread.setDaemon(true);
    thread.start();
    return done;
  }
}
