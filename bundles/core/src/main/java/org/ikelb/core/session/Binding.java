package org.ikelb.core.session;

import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.core.gateway.LiveGateway;

/**
 * What persistency remembers for one key: its gateway. It stays while a session holds it, and for
 * the group's timeout after the last one that was established.
 *
 * <p>Thread-safe.
 */
public final class Binding {
  private final LiveGateway gateway;
  private final AtomicInteger holders = new AtomicInteger();
  private volatile boolean proven;
  private volatile boolean disowned;
  private volatile long releasedNanos;

  Binding(LiveGateway gateway) {
    this.gateway = gateway;
  }

  LiveGateway gateway() {
    return gateway;
  }

  void hold() {
    holders.incrementAndGet();
  }

  /** A session that holds it was established: it is worth remembering. */
  void prove() {
    proven = true;
  }

  boolean isProven() {
    return proven;
  }

  /** Whether it is remembered although no session holds it. */
  boolean isIdle() {
    return proven && !disowned && holders.get() <= 0;
  }

  long releasedNanos() {
    return releasedNanos;
  }

  void release(long nowNanos) {
    releasedNanos = nowNanos;
    holders.decrementAndGet();
  }

  /** It counts no more, whoever holds it. */
  void disown() {
    disowned = true;
  }

  boolean isDisowned() {
    return disowned;
  }

  boolean isExpired(long nowNanos, long timeoutNanos) {
    return disowned || (holders.get() <= 0 && (!proven || nowNanos - releasedNanos > timeoutNanos));
  }
}
