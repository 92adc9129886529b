package org.ikelb.acceptance.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Simulated clients, each with a socket and a tunnel of its own. A client logs in through the nat-t
 * virtual server, and then sends ESP that comes back.
 *
 * <p>For one test thread.
 */
public final class Crowd implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  /** As long as strongSwan waits: who asks sooner on a busy machine is taken to another gateway. */
  private static final int PATIENCE_MILLIS = 4_000;

  private static final int FIRST_ESP_SPI = 0x1000;

  private final InetSocketAddress natT;
  private final String net;
  private final int first;
  private final List<DatagramSocket> clients = new ArrayList<>();
  private int sequence;

  /**
   * Nobody yet.
   *
   * @param natT where clients dial
   * @param net the first two bytes of their addresses: {@code 127.77}
   * @param first the number of the first client, which its address and SPIs follow from
   */
  public Crowd(InetSocketAddress natT, String net, int first) {
    this.natT = natT;
    this.first = first;
    this.net = net;
  }

  /** So many more clients log in; each must succeed. */
  public void dial(int count) {
    for (int i = 0; i < count; i++) {
      try {
        logIn(first + clients.size());
      } catch (IOException e) {
        throw new UncheckedIOException("client " + clients.size(), e);
      }
    }
  }

  private void logIn(int number) throws IOException {
    String address = "%s.%d.%d".formatted(net, 100 + number / 250, 1 + number % 250);
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 4500));
    clients.add(socket);
    long spiI = 0x0100_0000_0000_0000L | number + 1;
    byte[] request = Wire.request(spiI, 0, Wire.IKE_SA_INIT, 0);
    byte[] answer = ask(socket, request);
    if (Wire.asksForCookie(answer)) {
      answer = ask(socket, Wire.withCookie(request, answer));
    }
    long spiR = Wire.spiR(answer);
    ask(socket, Wire.request(spiI, spiR, Wire.IKE_AUTH, 1));
    ask(socket, Wire.request(spiI, spiR, Wire.INFORMATIONAL, 2));
    ask(socket, Wire.esp(espSpi(number), ++sequence));
  }

  /** The ESP SPI of a client. */
  public static int espSpi(int number) {
    return FIRST_ESP_SPI + number;
  }

  private byte[] ask(DatagramSocket socket, byte[] request) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      socket.send(new DatagramPacket(request, request.length, natT));
      try {
        return receive(socket);
      } catch (SocketTimeoutException e) {
        // The next attempt.
      }
    }
    throw new SocketTimeoutException("no answer");
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[256], 256);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  public int size() {
    return clients.size();
  }

  /** Each client sends one ESP datagram and waits for it; returns how many had it back. */
  public int echo() {
    int answered = 0;
    int mine = ++sequence;
    for (int from = 0; from < clients.size(); from += 200) {
      int to = Math.min(clients.size(), from + 200);
      for (int number = from; number < to; number++) {
        send(number, mine);
      }
      for (int number = from; number < to; number++) {
        answered += hears(number, mine) ? 1 : 0;
      }
    }
    return answered;
  }

  /** Whether one client's tunnel carries ESP at this moment: within 50 ms. */
  public boolean carries(int number) {
    int mine = ++sequence;
    send(number, mine);
    return hears(number, mine, 50);
  }

  private void send(int number, int mine) {
    byte[] esp = Wire.esp(espSpi(first + number), mine);
    try {
      clients.get(number).send(new DatagramPacket(esp, esp.length, natT));
    } catch (IOException refusedNow) {
      return; // lost, as on any network
    }
  }

  private boolean hears(int number, int mine) {
    return hears(number, mine, 1_000);
  }

  private boolean hears(int number, int mine, int patienceMillis) {
    try {
      clients.get(number).setSoTimeout(patienceMillis);
      while (true) {
        byte[] received = receive(clients.get(number));
        if (Wire.isEsp(ByteBuffer.wrap(received)) && Wire.sequence(received) == mine) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    clients.forEach(DatagramSocket::close);
  }
}
