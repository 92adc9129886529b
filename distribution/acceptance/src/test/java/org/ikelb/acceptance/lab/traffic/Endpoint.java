package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A UDP socket bound to an address and port of its host.
 *
 * <p>Not thread-safe.
 */
final class Endpoint implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final DatagramSocket socket;

  /**
   * @param port 0: any
   */
  Endpoint(InetAddress address, int port) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(address, port));
  }

  void send(byte[] datagram, InetSocketAddress to) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, to));
  }

  /** Sends until an answer comes, at most three times, a second apart. */
  Optional<byte[]> ask(byte[] datagram, InetSocketAddress to) throws IOException {
    return ask(datagram, to, 3);
  }

  /** Sends until an answer comes, at most so many times, a second apart. */
  Optional<byte[]> ask(byte[] datagram, InetSocketAddress to, int times) throws IOException {
    socket.setSoTimeout(1000);
    for (int attempt = 0; attempt < times; attempt++) {
      send(datagram, to);
      try {
        return Optional.of(bytes(receive()));
      } catch (SocketTimeoutException e) {
        // The next attempt.
      }
    }
    return Optional.empty();
  }

  /** How long {@link #receive} waits at most. */
  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  DatagramPacket receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    socket.receive(packet);
    return packet;
  }

  static byte[] bytes(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
