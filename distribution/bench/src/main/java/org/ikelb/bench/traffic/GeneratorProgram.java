package org.ikelb.bench.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A program that stands for the clients. Its arguments: the file of the {@link Tally}, the
 * balancer's address, the clients' address, and the one they roam to. It is told on its standard
 * input what to do, and answers with one line each:
 *
 * <pre>
 *  sockets COUNT         opens sockets for so many clients of port 4500
 *  pairs COUNT           the same, for clients that begin on port 500
 *  login STEP ...        lets them take these steps; answers with the nanoseconds
 *  paced N STEP ...      the same, of whom so many begin in a second; 0: as many as are done
 *  roam STEP ...         gives them other sockets at the other address, and lets them take these
 *  esp FLOWS BYTES TRAIN BURST WINDOW ANSWER MILLIS
 *                        sends; answers with the outcome
 *  close                 closes all sockets
 * </pre>
 */
public final class GeneratorProgram {
  private GeneratorProgram() {}

  /** The program; it ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    Clients clients =
        new Clients(
            Tally.in(Path.of(arguments[0])),
            InetAddress.getByName(arguments[1]),
            address(arguments[2]),
            address(arguments[3]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      try {
        System.out.println(clients.obey(line.split(" ", -1)));
      } catch (RuntimeException e) {
        System.out.println("failed " + e);
      }
    }
    System.exit(0);
  }

  private static InetSocketAddress address(String literal) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(literal), 0);
  }
}
