package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;

/**
 * A program that starts a session on port 500 and goes on with it on port 4500, from each of many
 * addresses: {@code VIP FIRST_THREE_OCTETS COUNT}. It prints a line for each address: the gateway
 * that answered on 500 and the one that answered on 4500, 0 for nobody.
 */
public final class PortPairs {
  private PortPairs() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress vip = InetAddress.getByName(arguments[0]);
    Random random = new Random();
    for (int host = 1; host <= Integer.parseInt(arguments[2]); host++) {
      InetAddress address = InetAddress.getByName(arguments[1] + "." + host);
      System.out.println(address.getHostAddress() + " " + pair(address, vip, random));
    }
  }

  private static String pair(InetAddress address, InetAddress vip, Random random)
      throws IOException {
    long spi = random.nextLong();
    try (Endpoint ike = new Endpoint(address, 500);
        Endpoint natT = new Endpoint(address, 4500)) {
      Optional<byte[]> answer =
          ike.ask(IkeBytes.saInit(spi, random), new InetSocketAddress(vip, 500));
      if (answer.isEmpty()) {
        return "0 0";
      }
      byte[] auth = IkeBytes.auth(spi, IkeBytes.responderSpi(answer.get()), random);
      Optional<byte[]> second = natT.ask(IkeBytes.marked(auth), new InetSocketAddress(vip, 4500));
      int there = second.map(a -> SimulatedGateway.numberInContent(IkeBytes.unmarked(a))).orElse(0);
      return SimulatedGateway.numberInSpi(answer.get()) + " " + there;
    }
  }
}
