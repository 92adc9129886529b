package org.ikelb.guard.ratelimit;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Hashes the network that a client is in. The result depends on a secret made at start, so nobody
 * can choose addresses that fall together.
 *
 * <p>Immutable and thread-safe.
 */
final class SourceHash {
  private static final int IPV4_LENGTH = 4;

  private final int prefix4;
  private final int prefix6;
  private final long secret1;
  private final long secret2;

  SourceHash(int prefix4, int prefix6, RandomGenerator random) {
    this.prefix4 = prefix4;
    this.prefix6 = prefix6;
    secret1 = random.nextLong();
    secret2 = random.nextLong();
  }

  long of(InetAddress client) {
    ByteBuffer address = ByteBuffer.wrap(client.getAddress());
    if (address.remaining() == IPV4_LENGTH) {
      return hash((long) address.getInt() << Integer.SIZE & leadingBits(prefix4), 0);
    }
    return hash(
        address.getLong() & leadingBits(Math.min(prefix6, Long.SIZE)),
        address.getLong() & leadingBits(Math.max(0, prefix6 - Long.SIZE)));
  }

  private long hash(long upper, long lower) {
    return mix(mix(upper ^ secret1) + lower ^ secret2);
  }

  /** The finalizer of SplitMix64: every bit of the input changes half of the result's. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * @param bits 0 to 64
   */
  private static long leadingBits(int bits) {
    return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
  }
}
