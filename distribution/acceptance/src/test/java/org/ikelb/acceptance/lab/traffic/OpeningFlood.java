package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that sends complete IKE_SA_INIT requests to port 4500 and never hears the answers, each
 * with an SPI of its own, from many addresses in turn: {@code VIP FIRST_TWO_OCTETS PER_SECOND
 * SECONDS}. It prints how many it has sent, a line after each PER_SECOND of them.
 */
public final class OpeningFlood {
  private static final int ADDRESSES = 2_000;
  private static final int ADDRESSES_A_NETWORK = 250;
  private static final int MARKER_BYTES = 4;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** What it could not send while others used the processor it sends at once, but no more. */
  private static final long MOST_ARREARS_NANOS = SECOND_NANOS / 50;

  private OpeningFlood() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 4500);
    int perSecond = Integer.parseInt(arguments[2]);
    long untilNanos = System.nanoTime() + SECOND_NANOS * Integer.parseInt(arguments[3]);
    Random random = new Random();
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      String host = (1 + i / ADDRESSES_A_NETWORK) + "." + (1 + i % ADDRESSES_A_NETWORK);
      endpoints.add(new Endpoint(InetAddress.getByName(arguments[1] + "." + host), 0));
    }
    byte[] request = IkeBytes.marked(IkeBytes.saInit(random.nextLong(), random));
    long dueNanos = System.nanoTime();
    int sent = 0;
    while (dueNanos - untilNanos < 0) {
      dueNanos = Math.max(dueNanos, System.nanoTime() - MOST_ARREARS_NANOS);
      LockSupport.parkNanos(dueNanos - System.nanoTime());
      dueNanos += SECOND_NANOS / perSecond;
      IkeBytes.put(request, MARKER_BYTES, random.nextLong());
      endpoints.get(sent++ % ADDRESSES).send(request, target);
      if (sent % perSecond == 0) {
        System.out.println(sent);
      }
    }
    endpoints.forEach(Endpoint::close);
  }
}
