package org.ikelb.exporter.kit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.ikelb.api.text.AddressText;

/** The family of an address. */
public enum Family {
  IPV4("IPv4", 32),
  IPV6("IPv6", 128);

  private final String title;
  private final int bits;

  Family(String title, int bits) {
    this.title = title;
    this.bits = bits;
  }

  public static Family of(InetAddress address) {
    return address instanceof Inet6Address ? IPV6 : IPV4;
  }

  /** For people: {@code IPv4}. */
  public String title() {
    return title;
  }

  /** How long its addresses are. */
  public int bits() {
    return bits;
  }

  /**
   * The mask of a network: {@code 255.255.255.0}, {@code ffff:ffff:ffff:ffff::}.
   *
   * @param prefix how many leading bits count, 0 to {@link #bits}
   */
  public String mask(int prefix) {
    byte[] mask = new byte[bits / Byte.SIZE];
    for (int i = 0; i < prefix; i++) {
      mask[i / Byte.SIZE] |= (byte) (0x80 >>> (i % Byte.SIZE));
    }
    try {
      return AddressText.of(InetAddress.getByAddress(mask));
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are addresses", e);
    }
  }
}
