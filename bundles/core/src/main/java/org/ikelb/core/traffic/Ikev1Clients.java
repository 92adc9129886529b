package org.ikelb.core.traffic;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.ikelb.api.text.AddressText;
import org.ikelb.core.client.HashedKey;
import org.ikelb.core.client.SecretHash;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks IKEv1 to one virtual server, within an hour: how many messages, and of how many
 * addresses, of which there is room for a thousand.
 *
 * <p>Thread-safe: loops add, without a lock; anybody reads.
 */
public final class Ikev1Clients {
  static final int MOST = 1_000;

  private static final int MINUTES = 60;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long HOUR_NANOS = MINUTES * MINUTE_NANOS;
  private static final int COUNT_BITS = 32;
  private static final long COUNT = (1L << COUNT_BITS) - 1;

  /** One for each minute of the hour: the minute's number, and behind it the count. */
  private final AtomicLongArray byMinute = new AtomicLongArray(MINUTES);

  private final SecretHash hash = new SecretHash();
  private final ConcurrentMap<HashedKey<InetAddress>, Long> lastNanos = new ConcurrentHashMap<>();
  private final AtomicLong lastSweep = new AtomicLong(Long.MIN_VALUE);
  private volatile @Nullable InetAddress latest;

  /** A message has come, and is dropped. */
  public void add(InetAddress client, long nowNanos) {
    long minute = minute(nowNanos);
    byMinute.updateAndGet(
        (int) Math.floorMod(minute, (long) MINUTES),
        old -> number(old) == number(minute << COUNT_BITS) ? old + 1 : minute << COUNT_BITS | 1);
    latest = client;
    HashedKey<InetAddress> key = new HashedKey<>(client, hash.of(client));
    if (lastNanos.size() < MOST || lastNanos.containsKey(key) || sweep(minute, nowNanos)) {
      lastNanos.put(key, nowNanos);
    }
  }

  /** Makes room, at most once a minute. */
  private boolean sweep(long minute, long nowNanos) {
    long before = lastSweep.get();
    if (before == minute || !lastSweep.compareAndSet(before, minute)) {
      return false;
    }
    forgetOld(nowNanos);
    return lastNanos.size() < MOST;
  }

  private void forgetOld(long nowNanos) {
    lastNanos.values().removeIf(last -> nowNanos - last >= HOUR_NANOS);
  }

  /** What there was within the last hour, for people; empty: nothing. */
  public Optional<String> describe(long nowNanos) {
    InetAddress last = latest;
    long messages = messages(nowNanos);
    if (last == null || messages == 0) {
      return Optional.empty();
    }
    forgetOld(nowNanos);
    int addresses = lastNanos.size();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%,d message%s of IKEv1 from %,d%s address%s in the last hour, the last from %s: L2TP/IPsec,"
                + " or a profile with IKEv1. ikelb balances IKEv2 only, and drops them. On a Windows"
                + " client: Set-VpnConnection -Name NAME -TunnelType Ikev2",
            messages,
            messages == 1 ? "" : "s",
            addresses,
            addresses >= MOST ? " or more" : "",
            addresses == 1 ? "" : "es",
            AddressText.of(last)));
  }

  private long messages(long nowNanos) {
    long now = minute(nowNanos);
    long sum = 0;
    for (long minute = now - MINUTES + 1; minute <= now; minute++) {
      long there = byMinute.get((int) Math.floorMod(minute, (long) MINUTES));
      if (number(there) == number(minute << COUNT_BITS)) {
        sum += there & COUNT;
      }
    }
    return sum;
  }

  private static long minute(long nanos) {
    return Math.floorDiv(nanos, MINUTE_NANOS);
  }

  private static int number(long minuteAndCount) {
    return (int) (minuteAndCount >>> COUNT_BITS);
  }
}
