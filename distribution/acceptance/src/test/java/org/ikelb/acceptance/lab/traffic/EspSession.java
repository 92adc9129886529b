package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;

/**
 * A program that logs in at a {@link SimulatedGateway}, as often as it takes, and sends ESP, which
 * comes back: {@code VIP ADDRESS PER_SECOND COUNT}. It prints the gateway's number, and at the end
 * how many did not come back within two seconds after the last was sent.
 */
public final class EspSession {
  private static final int LOGINS = 10;
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int ESP_BYTES = 120;
  private static final int ESP_SPI = 0x0e59_0e59;

  /** As real clients do: some repeat a request for half a minute. */
  static final int TIMES = 8;

  private EspSession() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress vip = InetAddress.getByName(arguments[0]);
    InetAddress address = InetAddress.getByName(arguments[1]);
    InetSocketAddress natT = new InetSocketAddress(vip, 4500);
    int count = Integer.parseInt(arguments[3]);
    try (Endpoint endpoint = new Endpoint(address, 4500)) {
      int gateway = 0;
      for (int login = 0; gateway == 0 && login < LOGINS; login++) {
        gateway = logIn(endpoint, address, vip, new Random()).orElse(0);
      }
      Thread sender =
          new Thread(() -> send(endpoint, natT, new Pace(Integer.parseInt(arguments[2])), count));
      System.out.println(gateway);
      sender.start();
      System.out.println(count - received(endpoint, count, sender));
    }
  }

  /** The number of the gateway that answered on both ports. */
  static Optional<Integer> logIn(
      Endpoint endpoint, InetAddress address, InetAddress vip, Random random) throws IOException {
    long spi = random.nextLong();
    byte[] init = IkeBytes.saInit(spi, random);
    Optional<byte[]> answer;
    try (Endpoint ike = new Endpoint(address, 500)) {
      InetSocketAddress to = new InetSocketAddress(vip, 500);
      answer = ike.ask(init, to, TIMES);
      if (answer.isPresent() && IkeBytes.asksForCookie(answer.get())) {
        answer = ike.ask(IkeBytes.withCookie(init, answer.get()), to, TIMES);
      }
    }
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    long responderSpi = IkeBytes.responderSpi(answer.get());
    InetSocketAddress natT = new InetSocketAddress(vip, 4500);
    byte[] auth = IkeBytes.auth(spi, responderSpi, random);
    byte[] alive = IkeBytes.secret(spi, responderSpi, IkeBytes.INFORMATIONAL, 2, random);
    return endpoint.ask(IkeBytes.marked(auth), natT, TIMES).isPresent()
            && endpoint.ask(IkeBytes.marked(alive), natT, TIMES).isPresent()
        ? Optional.of(SimulatedGateway.numberInSpi(answer.get()))
        : Optional.empty();
  }

  private static void send(Endpoint endpoint, InetSocketAddress to, Pace pace, int count) {
    ByteBuffer esp = ByteBuffer.allocate(ESP_BYTES).putInt(ESP_SPI);
    try {
      for (int sequence = 1; sequence <= count; sequence++) {
        pace.await();
        endpoint.send(esp.putInt(Integer.BYTES, sequence).array(), to);
      }
    } catch (IOException e) {
      System.out.println(e);
    }
  }

  private static int received(Endpoint endpoint, int count, Thread sender) throws IOException {
    endpoint.patience(PATIENCE_MILLIS);
    BitSet back = new BitSet();
    while (back.cardinality() < count) {
      try {
        ByteBuffer esp = ByteBuffer.wrap(Endpoint.bytes(endpoint.receive()));
        if (esp.remaining() == ESP_BYTES && esp.getInt(0) == ESP_SPI) {
          back.set(esp.getInt(Integer.BYTES));
        }
      } catch (SocketTimeoutException e) {
        if (!sender.isAlive()) {
          break;
        }
      }
    }
    return back.cardinality();
  }
}
