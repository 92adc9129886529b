package org.ikelb.core.plugin;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.time.Time;

/**
 * Counts the calls into one plugin that went wrong, says so once in a while, and sets it aside when
 * they become too many.
 *
 * <p>Thread-safe.
 */
public final class PluginFailures {
  private static final long QUIET_NANOS = 10_000_000_000L;
  private static final long SLOW_NANOS = 1_000_000L;

  private final String plugin;
  private final String place;
  private final Events events;
  private final Time time;
  private final Runnable setAside;
  private final AtomicLong count;
  private final LongAdder calls = new LongAdder();
  private final RecentFailures recent = new RecentFailures();
  private final AtomicBoolean isSetAside = new AtomicBoolean();
  private final AtomicLong quietUntilNanos;

  /** Counts from nothing, for a plugin that is never set aside. */
  public PluginFailures(String plugin, String place, Events events, Time time) {
    this(plugin, place, events, time, () -> {});
  }

  /**
   * Counts from nothing.
   *
   * @param place where it is used: {@code pool vpn method}
   * @param setAside told once, on whatever thread the last failure was; must not block
   */
  public PluginFailures(String plugin, String place, Events events, Time time, Runnable setAside) {
    this(plugin, place, events, time, setAside, new AtomicLong());
  }

  private PluginFailures(
      String plugin, String place, Events events, Time time, Runnable setAside, AtomicLong count) {
    this.plugin = plugin;
    this.place = place;
    this.events = events;
    this.time = time;
    this.setAside = setAside;
    this.count = count;
    this.quietUntilNanos = new AtomicLong(time.nanos());
  }

  /** The failures of the plugin's next object: the count goes on, the rest is forgiven. */
  public PluginFailures forgiven() {
    return new PluginFailures(plugin, place, events, time, setAside, count);
  }

  /** Where it is used. */
  public String place() {
    return place;
  }

  long begun() {
    calls.increment();
    return time.nanos();
  }

  /** A call that {@link #begun} has ended. */
  void took(long begunNanos) {
    long nanos = time.nanos() - begunNanos;
    if (nanos > SLOW_NANOS) {
      long micros = nanos / 1_000;
      failed(
          true,
          "a call took " + micros + " us",
          place,
          total -> new PluginEvent.Slow(plugin, place, total, micros));
    }
  }

  /** The plugin threw this. */
  public void threw(Throwable failure) {
    threw(failure, "");
  }

  /**
   * The plugin threw this.
   *
   * @param at on whose behalf it was asked: {@code gateway vpn/vpn1}; empty: the place says enough
   */
  void threw(Throwable failure, String at) {
    String where = at.isEmpty() ? place : place + ", " + at;
    failed(
        false,
        failure.toString(),
        where,
        total -> new PluginEvent.Failed(plugin, where, total, failure));
  }

  /** The plugin returned what it must not. */
  public void returnedNonsense(String what) {
    returnedNonsense(what, "");
  }

  void returnedNonsense(String what, String at) {
    threw(new IllegalStateException(plugin + " returned " + what), at);
  }

  private void failed(boolean slow, String reason, String where, LongFunction<PluginEvent> event) {
    long total = count.incrementAndGet();
    long now = time.nanos();
    long quietUntil = quietUntilNanos.get();
    if (now - quietUntil >= 0 && quietUntilNanos.compareAndSet(quietUntil, now + QUIET_NANOS)) {
      events.sayLater(event.apply(total));
    }
    if (recent.areTooMany(now, calls.sum(), slow) && isSetAside.compareAndSet(false, true)) {
      events.sayLater(new PluginEvent.SetAside(plugin, where, total, reason));
      setAside.run();
    }
  }

  /** Whether it failed too often to be asked again. */
  public boolean isSetAside() {
    return isSetAside.get();
  }

  public long count() {
    return count.get();
  }
}
