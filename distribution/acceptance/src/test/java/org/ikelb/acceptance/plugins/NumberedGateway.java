package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A gateway that answers every IKE request with the same message as an answer, under a responder
 * SPI that tells who answered.
 *
 * <p>A thread of its own does the work; closing ends it.
 */
final class NumberedGateway implements AutoCloseable {
  private final DatagramSocket socket;
  private final long number;

  NumberedGateway(InetSocketAddress address, int number) throws IOException {
    this.socket = new DatagramSocket(address);
    this.number = number;
    Thread thread = new Thread(this::answer, "gateway-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  private void answer() {
    byte[] buffer = new byte[2_048];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        ByteBuffer message = ByteBuffer.wrap(buffer, 0, packet.getLength());
        message.putLong(8, message.getLong(0) << 8 | number).put(19, (byte) 0x20);
        socket.send(packet);
      } catch (IOException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
