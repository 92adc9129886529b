package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A program that answers IKE on ports 500 and 4500 and shows in each answer which gateway it is:
 * {@code ADDRESS NUMBER}. IKE_SA_INIT answers carry the number as first byte of the responder SPI,
 * IKE_AUTH answers as first byte of the protected content. ESP it sends back.
 */
public final class SimulatedGateway {
  private static final int CONTENT = IkeBytes.HEADER + 4;

  private final int number;

  private SimulatedGateway(int number) {
    this.number = number;
  }

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress address = InetAddress.getByName(arguments[0]);
    SimulatedGateway gateway = new SimulatedGateway(Integer.parseInt(arguments[1]));
    Endpoint ike = new Endpoint(address, 500);
    Endpoint natT = new Endpoint(address, 4500);
    Thread thread = new Thread(() -> gateway.serve(ike, false));
    thread.start();
    System.out.println("ready");
    gateway.serve(natT, true);
  }

  private void serve(Endpoint endpoint, boolean marked) {
    while (true) {
      try {
        DatagramPacket packet = endpoint.receive();
        byte[] datagram = Endpoint.bytes(packet);
        endpoint.send(
            marked ? answerOnNatT(datagram) : answer(datagram),
            (InetSocketAddress) packet.getSocketAddress());
      } catch (IOException e) {
        System.out.println(e);
      }
    }
  }

  private byte[] answerOnNatT(byte[] datagram) {
    return IkeBytes.isMarked(datagram)
        ? IkeBytes.marked(answer(IkeBytes.unmarked(datagram)))
        : datagram;
  }

  private byte[] answer(byte[] request) {
    if (IkeBytes.exchange(request) == IkeBytes.IKE_SA_INIT) {
      long counter = IkeBytes.initiatorSpi(request) & 0x00ff_ffff_ffff_ffffL;
      return IkeBytes.answer(request, (long) number << 56 | counter);
    }
    byte[] answer = IkeBytes.answer(request, IkeBytes.responderSpi(request));
    return ByteBuffer.wrap(answer).put(CONTENT, (byte) number).array();
  }

  /** Which gateway gave this answer to IKE_SA_INIT. */
  static int numberInSpi(byte[] answer) {
    return (int) (IkeBytes.responderSpi(answer) >>> 56);
  }

  /** Which gateway gave this answer to IKE_AUTH. */
  static int numberInContent(byte[] answer) {
    return answer[CONTENT];
  }
}
