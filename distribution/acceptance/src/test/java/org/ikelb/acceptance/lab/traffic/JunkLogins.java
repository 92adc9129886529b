package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;

/**
 * A program that begins handshakes and goes on with an IKE_AUTH whose responder SPI it has made up,
 * as one does who forges his address and gets no answer: {@code VIP FIRST_TWO_OCTETS SOURCES
 * PER_SECOND SECONDS}. It prints how many handshakes it began.
 */
public final class JunkLogins {
  private JunkLogins() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 500);
    int sources = Integer.parseInt(arguments[2]);
    int perSecond = Integer.parseInt(arguments[3]);
    int count = perSecond * Integer.parseInt(arguments[4]);
    Pace pace = new Pace(perSecond);
    Random random = new Random();
    for (int handshake = 0; handshake < count; handshake++) {
      pace.await();
      int source = handshake % sources;
      String host = (1 + source / 250) + "." + (1 + source % 250);
      try (Endpoint endpoint = new Endpoint(InetAddress.getByName(arguments[1] + "." + host), 0)) {
        long spi = random.nextLong();
        endpoint.send(IkeBytes.saInit(spi, random), target);
        endpoint.send(IkeBytes.auth(spi, random.nextLong() | 1, random), target);
      }
    }
    System.out.println(count);
  }
}
