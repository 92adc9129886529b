package org.ikelb.exporter.f5;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.ikelb.exporter.f5.BigIp.Mode;

/** Values, read back. */
final class Parsing {
  private Parsing() {}

  static InetAddress address(String literal) {
    if (!literal.matches("[0-9a-f.:]+")) {
      throw new AssertionError("no address: " + literal);
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static Mode mode(String key) {
    return Stream.of(Mode.values())
        .filter(mode -> mode.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
