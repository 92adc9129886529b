package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;

/**
 * A program that sends one complete IKE_SA_INIT request from each of many addresses and never hears
 * the answers: {@code VIP FIRST_TWO_OCTETS COUNT PER_SECOND [3des]}; with {@code 3des} they offer
 * nothing else. It prints how many it sent.
 */
public final class HandshakeFlood {
  private HandshakeFlood() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 500);
    int count = Integer.parseInt(arguments[2]);
    Pace pace = new Pace(Integer.parseInt(arguments[3]));
    boolean old = arguments.length > 4 && arguments[4].equals("3des");
    Random random = new Random();
    for (int client = 0; client < count; client++) {
      pace.await();
      String host = (1 + client / 250) + "." + (1 + client % 250);
      InetAddress address = InetAddress.getByName(arguments[1] + "." + host);
      try (Endpoint endpoint = new Endpoint(address, 0)) {
        long spi = random.nextLong();
        endpoint.send(old ? IkeBytes.oldSaInit(spi, random) : IkeBytes.saInit(spi, random), target);
      }
    }
    System.out.println(count);
  }
}
