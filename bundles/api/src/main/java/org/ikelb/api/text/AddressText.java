package org.ikelb.api.text;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * Addresses as people read and write them, IPv6 as RFC 5952, section 4 wants it: {@code
 * 203.0.113.10}, {@code 2001:db8::10}, {@code 192.0.2.1:500}, {@code [2001:db8::10]:500}.
 *
 * <p>Stateless and thread-safe.
 */
public final class AddressText {
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");
  private static final String NO_SCOPE = "%0";

  private AddressText() {}

  /** The address without a name, and with a scope only if it has one. */
  public static String of(InetAddress address) {
    String groups = address.getHostAddress();
    if (groups.endsWith(NO_SCOPE)) { // a socket hands out scope 0, which is none
      groups = groups.substring(0, groups.length() - NO_SCOPE.length());
    }
    return groups.indexOf(':') < 0 ? groups : compressed(groups);
  }

  private static String compressed(String groups) {
    return ZEROS
        .matcher(groups)
        .results()
        // the longest run; of equal ones the first
        .reduce((one, other) -> other.group().length() > one.group().length() ? other : one)
        .map(run -> groups.substring(0, run.start()) + "::" + groups.substring(run.end()))
        .orElse(groups);
  }

  /** An endpoint as {@code address:port}, an IPv6 address in brackets. */
  public static String endpoint(InetSocketAddress endpoint) {
    return endpoint(endpoint.getAddress(), endpoint.getPort());
  }

  /** An endpoint as {@code address:port}, an IPv6 address in brackets. */
  public static String endpoint(InetAddress address, int port) {
    String text = of(address);
    return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
  }
}
