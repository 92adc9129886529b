package org.ikelb.core.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.ikelb.api.text.AddressText;

/** Makes what an event holds plain: a number, a boolean, a string, or a list of strings. */
final class EventValue {
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
      return AddressText.endpoint(endpoint);
    }
    if (value instanceof InetAddress address) {
      return AddressText.of(address);
    }
    return value.toString();
  }
}
