package org.ikelb.core.relay;

import java.net.InetAddress;
import java.util.Arrays;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.client.Source;

/**
 * How many strangers' datagrams may be offered to the gateways: each costs an upstream a gateway.
 * Sources share a fixed number of buckets, so memory is bounded.
 *
 * <p>Thread-safe; held for a few instructions.
 */
final class OfferLimit {
  private static final int A_SOURCE_AND_SECOND = 10;
  private static final int A_SECOND = 200;
  private static final int BUCKETS = 1 << 12;
  private static final long SECOND = 1_000_000_000L;

  private final SecretHash hash = new SecretHash();
  private final byte[] used = new byte[BUCKETS];
  private int usedInAll;
  private long secondBegan;

  OfferLimit(long nowNanos) {
    secondBegan = nowNanos;
  }

  /** Whether one more is allowed. */
  synchronized boolean hasRoom(InetAddress source, long nowNanos) {
    return isOver(nowNanos) || (usedInAll < A_SECOND && used[bucket(source)] < A_SOURCE_AND_SECOND);
  }

  /** Counts one that is allowed; two loops at once may count one too many. */
  synchronized void count(InetAddress source, long nowNanos) {
    if (isOver(nowNanos)) {
      secondBegan = nowNanos;
      usedInAll = 0;
      Arrays.fill(used, (byte) 0);
    }
    usedInAll++;
    used[bucket(source)]++;
  }

  private boolean isOver(long nowNanos) {
    return nowNanos - secondBegan >= SECOND;
  }

  private int bucket(InetAddress source) {
    return hash.of(Source.of(source).network(), 0) & (BUCKETS - 1);
  }
}
