package org.ikelb.config.binding;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.api.text.AddressText;
import org.ikelb.config.problem.Quoted;

/**
 * Address literals. Names are never resolved: what does not look like a literal does not reach
 * {@link InetAddress#getByName}.
 *
 * <p>Stateless.
 */
final class Addresses {
  private static final Pattern IPV4 =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

  /**
   * With a hexadecimal digit or a colon in front and a colon inside it is a literal or an error.
   */
  private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

  private Addresses() {}

  static InetAddress parse(Object written) throws WrongLiteral {
    if (!(written instanceof String text)) {
      throw new WrongLiteral("must be an IP address in quotes, was " + Quoted.value(written));
    }
    if (text.contains("%")) {
      throw wrong(text, "zones (what stands behind %) are not supported");
    }
    try {
      Matcher ipv4 = IPV4.matcher(text);
      if (ipv4.matches()) {
        return InetAddress.getByAddress(bytes(ipv4));
      }
      if (IPV6.matcher(text).matches()) {
        return ipv6(text);
      }
    } catch (UnknownHostException | NumberFormatException noLiteral) {
      throw wrong(text, remedy(text));
    }
    throw wrong(text, remedy(text));
  }

  private static byte[] bytes(Matcher ipv4) {
    byte[] bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int value = Integer.parseInt(ipv4.group(i + 1));
      if (value > 255) {
        throw new NumberFormatException();
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private static InetAddress ipv6(String text) throws UnknownHostException, WrongLiteral {
    InetAddress address = InetAddress.getByName(text);
    if (address instanceof Inet4Address) {
      throw wrong(text, "write the IPv4 address itself: " + Quoted.name(AddressText.of(address)));
    }
    return address;
  }

  /** What to write instead. */
  private static String remedy(String text) {
    if (text.matches("[0-9A-Fa-f:.]+/\\d+")) {
      return "write the address alone, without /" + text.substring(text.indexOf('/') + 1);
    }
    if (text.matches("[0-9.]+:\\d+|\\[.*\\]:\\d+")) {
      return "write the address alone; a port has a key of its own";
    }
    if (text.matches("[0-9.]+")) {
      return "write four numbers of 0 to 255, without leading zeros";
    }
    return text.indexOf(':') >= 0
        ? "this is no valid literal"
        : "host names are not resolved; write the address";
  }

  private static WrongLiteral wrong(String text, String reason) {
    return new WrongLiteral("must be an IP address, was " + Quoted.name(text) + ": " + reason);
  }
}
