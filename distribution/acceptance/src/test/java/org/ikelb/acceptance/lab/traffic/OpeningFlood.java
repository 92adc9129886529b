package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that sends complete IKE_SA_INIT requests to port 4500 and never hears the answers, each
 * with an SPI of its own, from many addresses in turn: {@code VIP FIRST_TWO_OCTETS PER_SECOND
 * SECONDS}. It prints how many it has sent, a line after each PER_SECOND of them.
 */
public final class OpeningFlood {
  private static final int ADDRESSES = 2_000;
  private static final int ADDRESSES_A_NETWORK = 250;
  private static final int MARKER_BYTES = 4;

  private OpeningFlood() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 4500);
    int perSecond = Integer.parseInt(arguments[2]);
    int count = perSecond * Integer.parseInt(arguments[3]);
    Random random = new Random();
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      String host = (1 + i / ADDRESSES_A_NETWORK) + "." + (1 + i % ADDRESSES_A_NETWORK);
      endpoints.add(new Endpoint(InetAddress.getByName(arguments[1] + "." + host), 0));
    }
    byte[] request = IkeBytes.marked(IkeBytes.saInit(random.nextLong(), random));
    Pace pace = new Pace(perSecond);
    for (int i = 0; i < count; i++) {
      pace.await();
      IkeBytes.put(request, MARKER_BYTES, random.nextLong());
      endpoints.get(i % ADDRESSES).send(request, target);
      if ((i + 1) % perSecond == 0) {
        System.out.println(i + 1);
      }
    }
    endpoints.forEach(Endpoint::close);
  }
}
