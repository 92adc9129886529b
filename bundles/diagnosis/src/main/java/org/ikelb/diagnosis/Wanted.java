package org.ikelb.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.ikelb.api.text.AddressText;
import org.ikelb.diagnosis.seen.Talk;

/**
 * Whose talks somebody asks for: a client's address or endpoint, an initiator SPI, or a session's
 * id.
 *
 * <p>Immutable and thread-safe.
 */
record Wanted(String text, String address, String spi) {
  static Wanted of(String typed) {
    String text = typed.strip();
    return new Wanted(text, address(text), text.toLowerCase(Locale.ROOT).replaceFirst("^0x", ""));
  }

  /** An IPv6 address can be written in many ways; nothing else has two colons. */
  private static String address(String text) {
    String bare = text.replaceAll("^\\[|]$", "");
    boolean isIpv6 = bare.indexOf(':') != bare.lastIndexOf(':') && bare.matches("[0-9a-fA-F:.]+");
    try {
      return isIpv6 ? AddressText.of(InetAddress.getByName(bare)) : text;
    } catch (UnknownHostException e) {
      return text;
    }
  }

  boolean isMeant(Talk talk) {
    return text.equals(talk.session())
        || talk.isOf(text)
        || address.equals(talk.address())
        || spi.equals("%016x".formatted(talk.spi()));
  }
}
