package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;

/**
 * A program that logs in at a {@link SimulatedGateway} from one address after the other, and
 * repeats what is not answered: {@code VIP FIRST_THREE_OCTETS COUNT}. It prints how many are in.
 */
public final class PatientLogins {
  private PatientLogins() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress vip = InetAddress.getByName(arguments[0]);
    Random random = new Random();
    int loggedIn = 0;
    for (int host = 1; host <= Integer.parseInt(arguments[2]); host++) {
      InetAddress address = InetAddress.getByName(arguments[1] + "." + host);
      try (Endpoint endpoint = new Endpoint(address, 4500)) {
        loggedIn += EspSession.logIn(endpoint, address, vip, random).isPresent() ? 1 : 0;
      }
    }
    System.out.println(loggedIn);
  }
}
