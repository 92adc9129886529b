package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.ikelb.core.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The calls into plugins that are under way, so that one that does not come back can be named. On
 * an event loop that costs two writes a call, and nothing is made for it.
 *
 * <p>Thread-safe.
 */
public final class CallsUnderWay {
  private final Time time;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

  /** An event loop's own, used again for each call. */
  @SuppressWarnings("ThreadLocalUsage") // as long as core lives, not its class
  private final ThreadLocal<@Nullable Call> ofLoop = new ThreadLocal<>();

  public CallsUnderWay(Time time) {
    this.time = time;
  }

  /**
   * A call that takes too long.
   *
   * @param loop the event loop that waits for it; empty: a control thread does
   * @param took how long it has been going on
   */
  public record Overdue(PluginAt plugin, Optional<Integer> loop, Thread thread, Duration took) {
    /** Who waits for it, for people. */
    public String on() {
      return loop.map(index -> "loop " + index).orElse("thread " + thread.getName());
    }
  }

  /** What a thread is doing. Written by that thread. */
  static final class Call {
    private final Thread thread;
    private final Optional<Integer> loop;
    private final AtomicReference<@Nullable PluginAt> plugin = new AtomicReference<>();

    /** Written before, and read after the plugin: so it is never older than the call. */
    private long sinceNanos;

    private long allowedNanos;

    Call(Thread thread, Optional<Integer> loop) {
      this.thread = thread;
      this.loop = loop;
    }
  }

  /** The calling thread is an event loop's from now on. */
  public void thisIsLoop(int index) {
    if (ofLoop.get() == null) {
      Call call = new Call(Thread.currentThread(), Optional.of(index));
      ofLoop.set(call);
      calls.add(call);
    }
  }

  /**
   * A call begins on this thread.
   *
   * @param allowed how long it may block
   */
  Call begin(PluginAt plugin, Duration allowed) {
    Call call = ofLoop.get();
    if (call == null) {
      call = new Call(Thread.currentThread(), Optional.empty());
      calls.add(call);
    }
    call.sinceNanos = time.nanos();
    call.allowedNanos = allowed.toNanos();
    call.plugin.setRelease(plugin);
    return call;
  }

  /** It came back. */
  void end(Call call) {
    call.plugin.setRelease(null);
    if (call.loop.isEmpty()) {
      calls.remove(call);
    }
  }

  /** Those that go on for longer than they may, and this. */
  public List<Overdue> overdue(Duration limit) {
    long now = time.nanos();
    return calls.stream().flatMap(call -> overdue(call, now, limit.toNanos()).stream()).toList();
  }

  private static Optional<Overdue> overdue(Call call, long now, long limitNanos) {
    PluginAt plugin = call.plugin.getAcquire();
    long took = now - call.sinceNanos;
    return plugin == null || took - call.allowedNanos < limitNanos
        ? Optional.empty()
        : Optional.of(new Overdue(plugin, call.loop, call.thread, Duration.ofNanos(took)));
  }
}
