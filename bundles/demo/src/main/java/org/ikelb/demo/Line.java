package org.ikelb.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A demo client's UDP socket towards one port of the balancer. It is connected, so an answer that
 * comes from anywhere else is not seen.
 *
 * <p>Used by one thread; {@link #close} by any, which ends a wait with an exception.
 */
final class Line implements AutoCloseable {
  private static final int LARGEST_ANSWER = 65_535;

  private final DatagramSocket socket;
  private final byte[] received = new byte[LARGEST_ANSWER];

  Line(InetAddress source, InetSocketAddress balancer) throws IOException {
    socket = new DatagramSocket(0, source);
    socket.connect(balancer);
  }

  /** The client's own address and port. */
  InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** The balancer's address and port. */
  InetSocketAddress remote() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /**
   * Sends a request and waits for its answer; sends it again if none comes in time. Other datagrams
   * are skipped.
   *
   * @return the answer; empty if none came at all
   * @throws IOException if the line was closed
   */
  Optional<ByteBuffer> ask(ByteBuffer request, Predicate<ByteBuffer> isAnswer, Pace pace)
      throws IOException {
    for (int attempt = 0; attempt < pace.tries(); attempt++) {
      send(request);
      Optional<ByteBuffer> answer = await(isAnswer, pace.patience());
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private void send(ByteBuffer datagram) throws IOException {
    byte[] bytes = new byte[datagram.remaining()];
    datagram.duplicate().get(bytes);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length));
    } catch (PortUnreachableException e) {
      return; // told of an earlier datagram; no answer will come, and that is seen
    }
  }

  private Optional<ByteBuffer> await(Predicate<ByteBuffer> isAnswer, Duration patience)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      Optional<ByteBuffer> datagram = receive(left);
      if (datagram.isPresent() && isAnswer.test(datagram.get())) {
        return datagram;
      }
    }
    return Optional.empty();
  }

  private Optional<ByteBuffer> receive(long timeoutNanos) throws IOException {
    DatagramPacket packet = new DatagramPacket(received, received.length);
    try {
      socket.setSoTimeout((int) Math.max(1, timeoutNanos / 1_000_000));
      socket.receive(packet);
      return Optional.of(ByteBuffer.wrap(received, 0, packet.getLength()).slice());
    } catch (SocketTimeoutException | PortUnreachableException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
