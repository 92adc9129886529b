package org.ikelb.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.ikelb.api.text.AddressText;

/**
 * The addresses that agree in their leading bits: {@code 192.0.2.0/24}, {@code 2001:db8::/32}; an
 * address alone is a prefix of all its bits.
 *
 * <p>Immutable and thread-safe.
 *
 * @param address the first of them: behind the prefix all bits are 0
 * @param length how many bits, 0 to 32 or 128
 */
public record Prefix(InetAddress address, int length) {
  private static final Pattern LITERAL =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if the length is out of range, or bits behind it are set
   */
  public Prefix {
    int bits = address.getAddress().length * Byte.SIZE;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("its length must be 0.." + bits + ", was " + length);
    }
    InetAddress first = masked(address, length);
    if (!first.equals(address)) {
      throw new IllegalArgumentException(
          "bits behind its length are set; did you mean \"%s/%d\"?"
              .formatted(AddressText.of(first), length));
    }
  }

  /**
   * Reads one; resolves no names.
   *
   * @throws IllegalArgumentException if it is none, with the reason
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(literal).matches()) {
      throw new IllegalArgumentException("no address literal is before the slash");
    }
    try {
      InetAddress address = InetAddress.getByName(literal);
      int length =
          slash < 0
              ? address.getAddress().length * Byte.SIZE
              : Integer.parseInt(text.substring(slash + 1));
      return new Prefix(address, length);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("it is neither an address nor address/length", e);
    }
  }

  /** The prefix of this length that an address is in. */
  public static Prefix of(InetAddress address, int length) {
    return new Prefix(masked(address, length), length);
  }

  /** Whether the address is in it; one of the other family never is. */
  public boolean contains(InetAddress candidate) {
    byte[] mine = address.getAddress();
    byte[] other = candidate.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit += Byte.SIZE) {
      int mask = 0xff << Math.max(0, bit + Byte.SIZE - length);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress masked(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, length - i * Byte.SIZE));
      bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code 192.0.2.0/24} */
  @Override
  public String toString() {
    return AddressText.of(address) + "/" + length;
  }
}
