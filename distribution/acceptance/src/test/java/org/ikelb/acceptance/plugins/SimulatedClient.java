package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A client with one IKE SA that asks something every 100 ms, and remembers which of its questions
 * were answered, and by which gateway.
 *
 * <p>Two threads of its own do the work; closing ends them.
 */
final class SimulatedClient implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int IKE_SA_INIT = 34;
  private static final int INFORMATIONAL = 37;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final long spi;
  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
  private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> gateways = new ConcurrentHashMap<>();
  private volatile boolean talks;

  SimulatedClient(InetSocketAddress own, InetSocketAddress server, long spi) throws IOException {
    this.socket = new DatagramSocket(own);
    this.server = server;
    this.spi = spi;
    start(this::listen, "client-listens");
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends IKE_SA_INIT, as often as clients do, until it is answered; then begins to talk. */
  SimulatedClient connect() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(2))
        .until(this::opens);
    talks = true;
    start(this::talk, "client-talks");
    return this;
  }

  /** Sends one IKE_SA_INIT; whether one was answered meanwhile. */
  boolean opens() throws IOException {
    if (gateways.isEmpty()) {
      send(IKE_SA_INIT, 0, 0);
      LockSupport.parkNanos(EVERY_NANOS);
    }
    return !gateways.isEmpty();
  }

  /** The gateways that have answered so far, by their numbers. */
  Set<Long> gateways() {
    return Set.copyOf(gateways.keySet());
  }

  int asked() {
    return asked.size();
  }

  /** Ends the talk; returns the ids of what was never answered. */
  Set<Integer> lost() {
    talks = false;
    Set<Integer> lost = new TreeSet<>();
    try {
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> answered.containsAll(asked));
    } catch (ConditionTimeoutException e) {
      lost.addAll(asked);
      lost.removeAll(answered);
    }
    return lost;
  }

  private void talk() {
    long responderSpi = spi << 8 | gateways.keySet().iterator().next();
    int id = 1;
    for (long next = System.nanoTime(); talks; next += EVERY_NANOS, id++) {
      try {
        asked.add(id);
        send(INFORMATIONAL, responderSpi, id);
      } catch (IOException e) {
        return;
      }
      LockSupport.parkNanos(Math.max(0, next + EVERY_NANOS - System.nanoTime()));
    }
  }

  /** A header; what is not IKE_SA_INIT has an SK payload behind it. */
  private void send(int exchange, long responderSpi, int id) throws IOException {
    boolean opening = exchange == IKE_SA_INIT;
    ByteBuffer message = ByteBuffer.allocate(opening ? 28 : 28 + 36);
    message.putLong(spi).putLong(responderSpi);
    message.put((byte) (opening ? 33 : 46)).put((byte) 0x20).put((byte) exchange).put((byte) 8);
    message.putInt(id).putInt(message.capacity());
    if (!opening) {
      message.putInt(36);
    }
    socket.send(new DatagramPacket(message.array(), message.capacity(), server));
  }

  private void listen() {
    byte[] buffer = new byte[2_048];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength());
        gateways.merge(answer.getLong(8) & 0xff, 1, Integer::sum);
        if (answer.get(18) == INFORMATIONAL) {
          answered.add(answer.getInt(20));
        }
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    talks = false;
    socket.close();
  }
}
