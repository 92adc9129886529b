package org.ikelb.console.verb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as they are typed. Pure functions; no name is ever looked up. */
final class Endpoints {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final Pattern ENDPOINT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):(\\d{1,5})");

  private Endpoints() {}

  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** {@code 198.51.100.7:4500}, {@code [2001:db8::7]:4500}. */
  static InetSocketAddress parse(String what, String text) throws VerbFailed {
    Matcher parts = ENDPOINT.matcher(text);
    if (parts.matches()) {
      String address = parts.group(1) == null ? parts.group(2) : parts.group(1);
      int port = Integer.parseInt(parts.group(3));
      try {
        if (isLiteral(address) && port > 0 && port < 65536) {
          return new InetSocketAddress(InetAddress.getByName(address), port);
        }
      } catch (UnknownHostException e) {
        // said below
      }
    }
    throw VerbFailed.refused(
        what
            + " cannot be \""
            + text
            + "\": an endpoint is written like 198.51.100.7:4500 or [2001:db8::7]:4500");
  }
}
