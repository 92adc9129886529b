package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.time.Time;

/**
 * Counts the calls into one plugin that went wrong, says so once in a while, and sets it aside when
 * they become too many, until it has rested. Of slow calls it only tells.
 *
 * <p>Thread-safe.
 */
public final class PluginFailures {
  private static final long QUIET_NANOS = 10_000_000_000L;
  private static final long NOT_MEASURED = -1;
  private static final int LONGEST = 300;

  private final String plugin;
  private final String place;
  private final PluginAt at;
  private final CallsUnderWay calls;
  private final Events events;
  private final Time time;
  private final Runnable setAside;
  private final AtomicLong count;
  private final Rests rests;
  private final RecentFailures recent = new RecentFailures();
  private final SlowCalls slow;
  private final AtomicBoolean isSetAside = new AtomicBoolean();
  private final AtomicLong quietUntilNanos;
  private volatile String last = "";

  /** Counts from nothing, for a plugin that nobody need hear of when it is set aside. */
  public PluginFailures(String plugin, String place, Events events, Time time) {
    this(plugin, place, new CallsUnderWay(time), events, time, () -> {});
  }

  /**
   * Counts from nothing.
   *
   * @param place where it is used: {@code pool vpn method}
   * @param calls where calls that are under way are kept
   * @param setAside told once, on whatever thread the last failure was; must not block
   */
  public PluginFailures(
      String plugin,
      String place,
      CallsUnderWay calls,
      Events events,
      Time time,
      Runnable setAside) {
    this(plugin, place, calls, events, time, setAside, new AtomicLong(), new Rests());
  }

  private PluginFailures(
      String plugin,
      String place,
      CallsUnderWay calls,
      Events events,
      Time time,
      Runnable setAside,
      AtomicLong count,
      Rests rests) {
    this.plugin = plugin;
    this.place = place;
    this.at = new PluginAt(plugin, place);
    this.calls = calls;
    this.events = events;
    this.time = time;
    this.setAside = setAside;
    this.count = count;
    this.rests = rests;
    this.slow = new SlowCalls(time.nanos());
    this.quietUntilNanos = new AtomicLong(time.nanos());
  }

  /** The failures of the plugin's next object: the count goes on, the rest is forgiven. */
  public PluginFailures forgiven() {
    return new PluginFailures(plugin, place, calls, events, time, setAside, count, new Rests());
  }

  /** The failures of an object that is made because the last one has rested; it is said. */
  PluginFailures triedAgain() {
    rests.end(time.nanos());
    events.sayLater(new PluginEvent.TriedAgain(plugin, place, rests.last().toSeconds()));
    return new PluginFailures(plugin, place, calls, events, time, setAside, count, rests);
  }

  /** Which plugin, and where it is used. */
  PluginAt at() {
    return at;
  }

  /**
   * A call begins, on any thread; {@link #leave} ends it.
   *
   * @param allowed how long it may block
   */
  CallsUnderWay.Call enter(Duration allowed) {
    return calls.begin(at, allowed);
  }

  /** It came back. */
  void leave(CallsUnderWay.Call call) {
    calls.end(call);
  }

  /** A call begins on an event loop. Returns what {@link #ended} wants to know. */
  long begun() {
    return slow.isSample(time.nanos()) ? time.cpuNanos() : NOT_MEASURED;
  }

  /** A call that {@link #begun} has ended. */
  void ended(long begun) {
    if (begun == NOT_MEASURED) {
      return;
    }
    long nanos = time.cpuNanos() - begun;
    if (slow.used(nanos, time.nanos())) {
      long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
      events.sayLater(new PluginEvent.Slow(plugin, place, micros));
    }
  }

  /** Whether it uses much of its loop's time. */
  boolean isSlow() {
    return slow.areMany(time.nanos());
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
    remember(failure);
    String where = at.isEmpty() ? place : place + ", " + at;
    long total = count.incrementAndGet();
    long now = time.nanos();
    long quietUntil = quietUntilNanos.get();
    if (now - quietUntil >= 0 && quietUntilNanos.compareAndSet(quietUntil, now + QUIET_NANOS)) {
      events.sayLater(new PluginEvent.Failed(plugin, where, total, failure));
    }
    if (recent.areTooMany(now) && isSetAside.compareAndSet(false, true)) {
      rests.begin(now);
      events.sayLater(
          new PluginEvent.SetAside(
              plugin, where, total, failure.toString(), rests.last().toSeconds()));
      setAside.run();
    }
  }

  /** The plugin returned what it must not. */
  public void returnedNonsense(String what) {
    returnedNonsense(what, "");
  }

  void returnedNonsense(String what, String at) {
    threw(new IllegalStateException(plugin + " returned " + what), at);
  }

  /**
   * There is no object to ask: that is tried again, too.
   *
   * @param why what its factory threw; empty: it did not come back
   */
  void couldNotBeMade(Optional<Throwable> why) {
    why.ifPresent(this::remember);
    rests.begin(time.nanos());
  }

  /** Only its words, so that nothing of a bundle that has left is kept. */
  private void remember(Throwable failure) {
    last = inOneLine(failure);
  }

  /** What it threw last, for people; empty: nothing yet. */
  String last() {
    return last;
  }

  /** What a plugin has thrown: its text is the plugin's, and may be anything. */
  private static String inOneLine(Throwable failure) {
    String text;
    try {
      text = failure.toString();
    } catch (RuntimeException e) {
      text = failure.getClass().getName();
    }
    String line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** Whether it failed too often to be asked now. */
  public boolean isSetAside() {
    return isSetAside.get();
  }

  /** Whether it was set aside, or could not be made, and is to be tried again. */
  boolean hasRested() {
    return rests.isOver(time.nanos());
  }

  /** How long it rests, or has rested last. */
  Duration rest() {
    return rests.last();
  }

  public long count() {
    return count.get();
  }
}
