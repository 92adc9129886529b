package org.ikelb.exporter.kit;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Addresses as text, IPv6 as RFC 5952 wants it: {@code 203.0.113.10}, {@code 2001:db8::10}.
 *
 * <p>Stateless and thread-safe.
 */
public final class Literal {
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  private Literal() {}

  public static String of(InetAddress address) {
    String groups = address.getHostAddress();
    int scope = groups.indexOf('%');
    String bare = scope < 0 ? groups : groups.substring(0, scope);
    return ZEROS
        .matcher(bare)
        .results()
        // the longest run; of equal ones the first
        .reduce((one, other) -> other.group().length() > one.group().length() ? other : one)
        .map(run -> bare.substring(0, run.start()) + "::" + bare.substring(run.end()))
        .orElse(bare);
  }
}
