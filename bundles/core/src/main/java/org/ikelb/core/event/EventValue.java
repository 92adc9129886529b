package org.ikelb.core.event;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Makes what an event holds plain: a number, a boolean, a string, or a list of strings. */
public final class EventValue {
  private EventValue() {}

  static Object of(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(EventValue::text).toList();
    }
    return text(value);
  }

  private static String text(Object value) {
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof InetSocketAddress endpoint) {
      return endpoint(endpoint.getAddress(), endpoint.getPort());
    }
    if (value instanceof InetAddress address) {
      return address.getHostAddress();
    }
    return value.toString();
  }

  /** {@code 192.0.2.1:500}, {@code [2001:db8::1]:500}. */
  public static String endpoint(InetSocketAddress endpoint) {
    return endpoint(endpoint.getAddress(), endpoint.getPort());
  }

  /** {@code 192.0.2.1:500}, {@code [2001:db8::1]:500}. */
  public static String endpoint(InetAddress address, int port) {
    if (!(address instanceof Inet6Address ipv6)) {
      return address.getHostAddress() + ":" + port;
    }
    String host = ipv6.getHostAddress();
    // A socket hands out scope 0, which is none, and the JDK prints it.
    boolean noScope = ipv6.getScopeId() == 0 && host.endsWith("%0");
    return "[" + (noScope ? host.substring(0, host.length() - 2) : host) + "]:" + port;
  }
}
