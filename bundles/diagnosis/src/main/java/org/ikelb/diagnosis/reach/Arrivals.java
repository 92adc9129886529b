package org.ikelb.diagnosis.reach;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * What has arrived of one test, of a bounded number of sources.
 *
 * <p>Thread-safe: loops write, each entry without a lock; anybody reads.
 */
final class Arrivals {
  /** Laptops behind one NAT are one. */
  static final int SOURCES = 32;

  private static final int ROWS = SOURCES * 2 * Requests.SIZES.size();
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(8);
  private static final long COPY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Where requests of one size came from, and whether behind a marker. */
  record Row(InetAddress source, boolean natT, int size) {}

  /**
   * How many there were.
   *
   * @param answeredBefore before the client said last what it had got
   * @param cameBack what it said then
   */
  record Count(
      int arrived, int answered, int round, int answeredBefore, int cameBack, long lastNanos) {
    static final Count NONE = new Count(0, 0, -1, 0, 0, 0);

    /** Whether the command has been run again since: no round comes twice, but by a copy. */
    private boolean isEarlierRun(int itsRound, long nowNanos) {
      return itsRound <= round && nowNanos - lastNanos > COPY_NANOS;
    }

    /** One more, which is answered. */
    private Count and(int itsRound, int itsCameBack, long nowNanos) {
      boolean isNews = itsRound > round;
      return new Count(
          arrived + 1,
          answered + 1,
          Math.max(round, itsRound),
          isNews ? answered : answeredBefore,
          isNews ? itsCameBack : cameBack,
          nowNanos);
    }
  }

  private final ConcurrentMap<Row, AtomicReference<Count>> counts = new ConcurrentHashMap<>();

  /**
   * A request has arrived, and is going to be answered.
   *
   * @return false if there is no room for its source
   */
  boolean add(Row row, int round, int cameBack, long nowNanos) {
    AtomicReference<Count> count = counts.get(row);
    if (count == null) {
      if (counts.size() >= ROWS) {
        return false;
      }
      AtomicReference<Count> added = new AtomicReference<>(Count.NONE);
      AtomicReference<Count> there = counts.putIfAbsent(row, added);
      count = there == null ? added : there;
    }
    Count before = count.get();
    if (before != null && before.isEarlierRun(round, nowNanos)) {
      counts.keySet().removeIf(known -> known.source().equals(row.source()));
      return add(row, round, cameBack, nowNanos);
    }
    count.updateAndGet(old -> old.and(round, cameBack, nowNanos));
    return true;
  }

  /** All there are, by source; sources in the order of their text. */
  Map<InetAddress, Map<Row, Count>> bySource() {
    Map<InetAddress, Map<Row, Count>> sources = new LinkedHashMap<>();
    List<InetAddress> addresses =
        counts.keySet().stream()
            .map(Row::source)
            .distinct()
            .sorted((a, b) -> a.getHostAddress().compareTo(b.getHostAddress()))
            .toList();
    for (InetAddress address : addresses) {
      sources.put(
          address,
          counts.entrySet().stream()
              .filter(entry -> entry.getKey().source().equals(address))
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get())));
    }
    return sources;
  }

  /** Whether a source sends no more: it has sent its last, or nothing for a while. */
  static boolean isOver(Map<Row, Count> counts, long nowNanos) {
    long last = counts.values().stream().mapToLong(Count::lastNanos).max().orElse(nowNanos);
    boolean hasSentItsLast =
        counts.entrySet().stream()
            .anyMatch(
                entry -> entry.getKey().natT() && entry.getValue().round() == Requests.ROUNDS - 1);
    return nowNanos - last >= (hasSentItsLast ? LAST_WAIT_NANOS : QUIET_NANOS);
  }
}
