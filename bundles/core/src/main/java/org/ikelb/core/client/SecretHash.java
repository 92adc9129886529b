package org.ikelb.core.client;

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
  private final long secret = new SecureRandom().nextLong();

  /** The hash of 16 bytes. */
  public int of(long a, long b) {
    return (int) mixed(mixed(a ^ secret) ^ b);
  }

  /** The hash of 24 bytes; allocates nothing. */
  public int of(long a, long b, long c) {
    return (int) mixed(mixed(mixed(a ^ secret) ^ b) ^ c);
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
      hash = mixed(hash ^ b);
    }
    return (int) hash;
  }

  /** The finalizer of SplitMix64: every bit of the input changes half of the result's. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static ByteBuffer padded(InetAddress address) {
    return ByteBuffer.allocate(2 * Long.BYTES).put(address.getAddress()).rewind();
  }
}
