package org.ikelb.core.plugin;

import java.util.concurrent.atomic.AtomicLong;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.time.Time;

/**
 * Counts the calls into one plugin that went wrong, and says so once in a while.
 *
 * <p>Thread-safe.
 */
public final class PluginFailures {
  private static final long QUIET_NANOS = 10_000_000_000L;

  private final String plugin;
  private final Events events;
  private final Time time;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong quietUntilNanos;

  public PluginFailures(String plugin, Events events, Time time) {
    this.plugin = plugin;
    this.events = events;
    this.time = time;
    this.quietUntilNanos = new AtomicLong(time.nanos());
  }

  /** The plugin threw this. */
  public void threw(RuntimeException failure) {
    long total = count.incrementAndGet();
    long now = time.nanos();
    long quietUntil = quietUntilNanos.get();
    if (now - quietUntil >= 0 && quietUntilNanos.compareAndSet(quietUntil, now + QUIET_NANOS)) {
      events.sayLater(new PluginEvent.Failed(plugin, total, failure));
    }
  }

  /** The plugin returned what it must not. */
  public void returnedNonsense(String what) {
    threw(new IllegalStateException(plugin + " returned " + what));
  }

  public long count() {
    return count.get();
  }
}
