package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A program that sends prepared datagrams at a pace: {@code TARGET PORT FILE PER_SECOND}. Each line
 * of the file is {@code ADDRESS PORT PAYLOAD}: the endpoint to send from and hexadecimal digits.
 * The endpoints stay open until 2 s after the last datagram, so that no answer is refused.
 */
public final class Salvo {
  private static final int LINGER_MILLIS = 2_000;

  private Salvo() {}

  /** A line of the file. */
  public static String line(String address, int port, byte[] payload) {
    return address + " " + port + " " + HexFormat.of().formatHex(payload);
  }

  /** The program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]));
    Pace pace = new Pace(Integer.parseInt(arguments[3]));
    Map<String, Endpoint> endpoints = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[2]))) {
      String[] words = line.split(" ", -1);
      String from = words[0] + " " + words[1];
      if (!endpoints.containsKey(from)) {
        endpoints.put(
            from, new Endpoint(InetAddress.getByName(words[0]), Integer.parseInt(words[1])));
      }
      pace.await();
      endpoints.get(from).send(HexFormat.of().parseHex(words[2]), target);
    }
    Thread.sleep(LINGER_MILLIS);
    endpoints.values().forEach(Endpoint::close);
  }
}
