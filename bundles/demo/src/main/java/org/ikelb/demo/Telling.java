package org.ikelb.demo;

import java.io.PrintStream;
import java.util.List;

/** Writes the story for a person at a terminal: plain text, no colours, at most 100 columns. */
final class Telling {
  private final PrintStream out;

  Telling(PrintStream out) {
    this.out = out;
  }

  /** A paragraph, with an empty line behind it. */
  void say(String paragraph) {
    paragraph.lines().forEach(line -> out.println(("  " + line).stripTrailing()));
    out.println();
    out.flush();
  }

  /** Who is where, a line a client. */
  void table(Cast cast) {
    out.printf("    %-10s %-26s %s%n", "CLIENT", "SENDS FROM", "IS CONNECTED TO");
    for (DemoClient client : cast.clients()) {
      String gateway = cast.gatewayOf(client).map(DemoGateway::name).orElse("nobody");
      out.printf("    %-10s %-26s %s%n", client.name(), client.endpoints(), gateway);
    }
    out.println();
    out.flush();
  }

  /** {@code client-1, client-3 and client-5}. */
  static String names(List<DemoClient> clients) {
    List<String> names = clients.stream().map(DemoClient::name).toList();
    int last = names.size() - 1;
    return last < 1
        ? names.stream().findFirst().orElse("nobody")
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
