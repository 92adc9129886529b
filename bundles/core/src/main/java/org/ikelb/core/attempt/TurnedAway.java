package org.ikelb.core.attempt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.client.HashedKey;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.gateway.LiveGateway;

/**
 * Who was turned away lately, and by which gateways: refused, or not answered. The latest few
 * thousand are remembered, so somebody who forges many only makes others be forgotten.
 *
 * <p>Thread-safe; the lock is held for a few instructions.
 */
final class TurnedAway {
  /** The next dial goes elsewhere for so long. */
  static final long AVOIDS_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Whoever logs in elsewhere by then tells something of the gateway that turned him away. */
  static final long TELLS_NANOS = TimeUnit.MINUTES.toNanos(2);

  private static final int MOST = 4096;

  private final SecretHash hash = new SecretHash();
  private final Map<HashedKey<Dialler>, List<By>> byDialler = new LinkedHashMap<>();
  private volatile boolean isEmpty = true;

  /** How a client was turned away. */
  enum How {
    REFUSED,
    UNANSWERED
  }

  /**
   * A gateway turned the client away.
   *
   * @param nanos when it last did
   * @param telling attempts that tell something of it once the client is in elsewhere
   */
  record By(LiveGateway gateway, How how, long nanos, int telling) {
    boolean isWithin(long span, long nowNanos) {
      return nowNanos - nanos <= span;
    }

    private By after(By old) {
      return new By(gateway, how, nanos, telling + old.telling);
    }

    private By told() {
      return new By(gateway, how, nanos, Math.max(0, telling - 1));
    }
  }

  synchronized void add(Dialler dialler, By by) {
    HashedKey<Dialler> key = key(dialler);
    List<By> known = byDialler.remove(key); // and comes last
    List<By> all = new ArrayList<>();
    By latest = by;
    for (By old : known == null ? List.<By>of() : known) {
      if (old.gateway() == by.gateway()) {
        latest = old.isWithin(TELLS_NANOS, by.nanos()) ? by.after(old) : by;
      } else {
        all.add(old);
      }
    }
    all.add(latest);
    byDialler.put(key, List.copyOf(all));
    if (byDialler.size() > MOST) {
      byDialler.remove(byDialler.keySet().iterator().next());
    }
    isEmpty = false;
  }

  /** The client is in: whom this tells of, each attempt once. */
  synchronized List<By> told(Dialler dialler, long nowNanos) {
    if (isEmpty) {
      return List.of();
    }
    HashedKey<Dialler> key = key(dialler);
    List<By> known = byDialler.getOrDefault(key, List.of());
    if (known.isEmpty()) {
      return List.of();
    }
    byDialler.put(key, known.stream().map(By::told).toList());
    return known.stream()
        .filter(by -> by.telling() > 0 && by.isWithin(TELLS_NANOS, nowNanos))
        .toList();
  }

  /** By whom it was turned away within this time. */
  List<By> of(Dialler dialler, long spanNanos, long nowNanos) {
    if (isEmpty) {
      return List.of();
    }
    return find(dialler).stream().filter(by -> by.isWithin(spanNanos, nowNanos)).toList();
  }

  private synchronized List<By> find(Dialler dialler) {
    return byDialler.getOrDefault(key(dialler), List.of());
  }

  /** Forgets what nobody asks for any more. */
  synchronized void expire(long nowNanos) {
    Iterator<List<By>> oldestFirst = byDialler.values().iterator();
    while (oldestFirst.hasNext() && !latest(oldestFirst.next()).isWithin(TELLS_NANOS, nowNanos)) {
      oldestFirst.remove();
    }
    isEmpty = byDialler.isEmpty();
  }

  private static By latest(List<By> all) {
    return all.get(all.size() - 1);
  }

  /** Buffers hash in a way that strangers can work out. */
  private HashedKey<Dialler> key(Dialler dialler) {
    byte[] offered = new byte[dialler.offer().sa().remaining()];
    dialler.offer().sa().duplicate().get(offered);
    return new HashedKey<>(dialler, hash.of(dialler.address(), hash.of(offered)));
  }
}
