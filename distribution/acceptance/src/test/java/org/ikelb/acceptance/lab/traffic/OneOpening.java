package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;

/**
 * A program that sends one complete IKE_SA_INIT request with a given initiator SPI: {@code VIP
 * ADDRESS SPI}. It prints whether an answer came within a second.
 */
public final class OneOpening {
  private OneOpening() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 500);
    byte[] request = IkeBytes.saInit(Long.parseLong(arguments[2]), new Random());
    try (Endpoint endpoint = new Endpoint(InetAddress.getByName(arguments[1]), 0)) {
      System.out.println(endpoint.ask(request, target, 1).isPresent());
    }
  }
}
