package org.ikelb.monitor.ike;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ikelb.ike.Octets;
import org.ikelb.spi.ProbeTarget.Port;

/** One UDP port on loopback that answers as told; keeps what it received. */
final class FakeGateway implements AutoCloseable {
  private final DatagramSocket socket;
  private final Thread thread;
  private final boolean natT;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  record Received(InetSocketAddress from, Octets datagram) {}

  /** Answers each datagram with those that {@code answers} makes of it. */
  FakeGateway(boolean natT, Function<ByteBuffer, List<ByteBuffer>> answers) throws IOException {
    this(InetAddress.getLoopbackAddress(), natT, answers);
  }

  FakeGateway(InetAddress at, boolean natT, Function<ByteBuffer, List<ByteBuffer>> answers)
      throws IOException {
    this.natT = natT;
    socket = new DatagramSocket(0, at);
    thread = new Thread(() -> serve(answers), "fake-gateway");
    thread.start();
  }

  Port port() {
    return new Port(socket.getLocalPort(), natT);
  }

  List<Received> received() {
    return received;
  }

  private void serve(Function<ByteBuffer, List<ByteBuffer>> answers) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        ByteBuffer datagram = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        received.add(
            new Received(
                (InetSocketAddress) packet.getSocketAddress(),
                Octets.copyOf(datagram, 0, datagram.limit())));
        for (ByteBuffer answer : answers.apply(datagram)) {
          byte[] bytes = Octets.copyOf(answer, 0, answer.limit()).toArray();
          socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      // close() ends the loop.
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
