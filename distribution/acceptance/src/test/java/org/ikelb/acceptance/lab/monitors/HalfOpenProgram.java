package org.ikelb.acceptance.lab.monitors;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload;
import org.ikelb.ike.SampleHandshake;

/** Begins handshakes with a gateway and never ends them. */
final class HalfOpenProgram {
  private HalfOpenProgram() {}

  /**
   * Prints how many were begun.
   *
   * @param arguments {@code ADDRESS SOURCE COUNT}
   */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress gateway = new InetSocketAddress(InetAddress.getByName(arguments[0]), 500);
    Random random = new Random();
    int begun = 0;
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(arguments[1]))) {
        socket.connect(gateway);
        socket.setSoTimeout(5000);
        ByteBuffer request =
            SampleHandshake.request(
                random.nextLong() | 1,
                (InetSocketAddress) socket.getLocalSocketAddress(),
                gateway,
                random);
        IkeMessage answer = ask(socket, request);
        Optional<Payload.Notify> cookie = answer.notification(NotifyType.COOKIE);
        if (cookie.isPresent()) {
          answer = ask(socket, SampleHandshake.withCookie(request, cookie.get().data().toArray()));
        }
        begun += answer.payloads(Payload.KeyExchange.class).findAny().isPresent() ? 1 : 0;
      }
    }
    System.out.println(begun);
  }

  private static IkeMessage ask(DatagramSocket socket, ByteBuffer message) throws Exception {
    byte[] bytes = Octets.copyOf(message, 0, message.limit()).toArray();
    socket.send(new DatagramPacket(bytes, bytes.length));
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    socket.receive(packet);
    return IkeMessage.read(ByteBuffer.wrap(packet.getData(), 0, packet.getLength())).orElseThrow();
  }
}
