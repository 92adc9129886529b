package org.ikelb.listener.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A client or an echoing gateway: a plain socket of the JDK. */
final class Peer implements AutoCloseable {
  final AtomicInteger echoed = new AtomicInteger();
  private final DatagramSocket socket;

  /** A datagram and where it came from. */
  record Received(ByteBuffer payload, InetSocketAddress from) {
    String text() {
      return StandardCharsets.US_ASCII.decode(payload.duplicate()).toString();
    }
  }

  private Peer(DatagramSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(5_000);
    socket.setReceiveBufferSize(8 << 20);
    socket.setSendBufferSize(8 << 20);
  }

  static Peer at(String address) throws IOException {
    return at(new InetSocketAddress(InetAddress.getByName(address), 0));
  }

  static Peer at(InetSocketAddress address) throws IOException {
    return new Peer(new DatagramSocket(address));
  }

  static Peer echoingAt(String address) throws IOException {
    return at(address).echoing();
  }

  Peer echoing() throws IOException {
    socket.setSoTimeout(0);
    Thread echo = new Thread(this::echo, "echo");
    echo.setDaemon(true);
    echo.start();
    return this;
  }

  private void echo() {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    while (!socket.isClosed()) {
      try {
        packet.setLength(65_536);
        socket.receive(packet);
        socket.send(packet);
        echoed.incrementAndGet();
      } catch (IOException closedOrRefused) {
        // gone on with, or ended, by the condition above
      }
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  void send(InetSocketAddress to, byte[] payload) throws IOException {
    socket.send(new DatagramPacket(payload, payload.length, to));
  }

  void send(InetSocketAddress to, String text) throws IOException {
    send(to, text.getBytes(StandardCharsets.US_ASCII));
  }

  Received receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.receive(packet);
    return new Received(
        ByteBuffer.wrap(packet.getData(), 0, packet.getLength()),
        (InetSocketAddress) packet.getSocketAddress());
  }

  /** Sends and waits for the answer. */
  Received ask(InetSocketAddress to, String text) throws IOException {
    send(to, text);
    return receive();
  }

  /** A port that nobody has just now. */
  static InetSocketAddress freeAddress(String address) {
    try (Peer peer = at(address)) {
      return peer.address();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
