package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;

/**
 * A program that begins handshakes from several addresses, gives back the cookies it is asked for,
 * and never logs in: {@code TARGET FIRST_THREE_OCTETS COUNT}, or {@code TARGET ADDRESS COUNT} for
 * all from one address. It prints how many of them a gateway keeps half-open.
 */
public final class UnfinishedHandshakes {
  private UnfinishedHandshakes() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[0]), 500);
    Random random = new Random();
    int halfOpen = 0;
    for (int host = 1; host <= Integer.parseInt(arguments[2]); host++) {
      boolean one = arguments[1].split("\\.", -1).length == 4;
      InetAddress address = InetAddress.getByName(arguments[1] + (one ? "" : "." + host));
      try (Endpoint endpoint = new Endpoint(address, 0)) {
        halfOpen += begins(endpoint, target, random) ? 1 : 0;
      }
    }
    System.out.println(halfOpen);
  }

  private static boolean begins(Endpoint endpoint, InetSocketAddress target, Random random)
      throws IOException {
    byte[] request = IkeBytes.saInit(random.nextLong(), random);
    Optional<byte[]> answer = endpoint.ask(request, target);
    if (answer.isPresent() && IkeBytes.asksForCookie(answer.get())) {
      answer = endpoint.ask(IkeBytes.withCookie(request, answer.get()), target);
    }
    return answer.filter(a -> IkeBytes.responderSpi(a) != 0).isPresent();
  }
}
