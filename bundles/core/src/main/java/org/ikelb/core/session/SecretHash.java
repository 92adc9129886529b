package org.ikelb.core.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Hashes keys that strangers can choose: mixed with a secret of this object, so that nobody can
 * choose many which fall into one place.
 *
 * <p>Thread-safe.
 */
public final class SecretHash {
  private final long secret = new SecureRandom().nextLong() | 1;

  /** The hash of 16 bytes. */
  public int of(long a, long b) {
    return folded(mixed(a, b));
  }

  /** The hash of 24 bytes; allocates nothing. */
  public int of(long a, long b, long c) {
    long hash = mixed(a, b);
    return folded((hash ^ (hash >>> 32) ^ c) * 0xbf58476d1ce4e5b9L);
  }

  /** The hash of an address of either family. */
  public int of(InetAddress address) {
    ByteBuffer padded = padded(address);
    return of(padded.getLong(), padded.getLong());
  }

  /** The hash of an address of either family and another 8 bytes. */
  public int of(InetAddress address, long more) {
    ByteBuffer padded = padded(address);
    return of(padded.getLong(), padded.getLong(), more);
  }

  /** The hash of so many bytes as there are. */
  public int of(byte[] bytes) {
    long hash = secret;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * secret;
      hash ^= hash >>> 29;
    }
    return folded(hash);
  }

  private long mixed(long a, long b) {
    long hash = (a ^ secret) * 0x9e3779b97f4a7c15L;
    return (hash ^ (hash >>> 32) ^ b) * secret;
  }

  /** A product's low bits know nothing of the high bits of its factors; here all bits count. */
  private int folded(long product) {
    return (int) (((product ^ (product >>> 32)) * secret) >>> 32);
  }

  private static ByteBuffer padded(InetAddress address) {
    return ByteBuffer.allocate(2 * Long.BYTES).put(address.getAddress()).rewind();
  }
}
