package org.ikelb.core.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.core.event.Event;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.LoopEvent;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.plugin.CallsUnderWay;
import org.ikelb.core.time.Time;

/**
 * Names what does not come back: a plugin's call, and an event loop that does not turn. It cannot
 * stop either; but it says so, once when it begins and once when it is over.
 *
 * <p>{@link #look} is for one control thread; what it found is for any.
 */
public final class Watchdog {
  /** So long a call, or a turn of a loop, may take. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final int FRAMES = 4;

  private final CallsUnderWay calls;
  private final Events events;
  private final Time time;
  private final List<Pulse> pulses;
  private final Map<String, Event> said = new HashMap<>();
  private boolean loopsHaveEnded;
  private volatile Seen seen = new Seen(List.of(), List.of());

  /**
   * What hangs now.
   *
   * @param calls into plugins
   * @param loops that do not turn, and are in no such call
   */
  public record Seen(List<CallsUnderWay.Overdue> calls, List<SilentLoop> loops) {}

  /** A loop that does not turn. */
  public record SilentLoop(int index, Duration since) {}

  /** A loop, and the question that it was asked last. */
  private static final class Pulse {
    final LoopRelay relay;
    long askedNanos;
    volatile boolean answered = true;

    Pulse(LoopRelay relay) {
      this.relay = relay;
    }
  }

  public Watchdog(Loops loops, CallsUnderWay calls, Events events, Time time) {
    this.calls = calls;
    this.events = events;
    this.time = time;
    this.pulses = loops.relays().stream().map(Pulse::new).toList();
  }

  /** Looks once; to be called about twice a second. */
  public void look() {
    List<CallsUnderWay.Overdue> overdue = calls.overdue(LIMIT);
    List<SilentLoop> silent = new ArrayList<>();
    for (Pulse pulse : pulses) {
      Duration since = silence(pulse);
      int index = pulse.relay.index();
      boolean isCalling =
          overdue.stream().anyMatch(call -> call.loop().filter(at -> at == index).isPresent());
      if (!isCalling && since.compareTo(LIMIT) >= 0) {
        silent.add(new SilentLoop(index, since));
      }
    }
    if (!loopsHaveEnded) { // at a stop nothing of theirs comes back
      seen = new Seen(overdue, silent);
      say();
    }
  }

  private Duration silence(Pulse pulse) {
    long now = time.nanos();
    if (!pulse.answered) {
      return Duration.ofNanos(now - pulse.askedNanos);
    }
    pulse.answered = false;
    pulse.askedNanos = now;
    try {
      pulse.relay.execute(
          () -> {
            calls.thisIsLoop(pulse.relay.index());
            pulse.answered = true;
          });
    } catch (RejectedExecutionException e) {
      loopsHaveEnded = true;
    }
    return Duration.ZERO;
  }

  private void say() {
    Map<String, Event> over = new HashMap<>(said);
    for (CallsUnderWay.Overdue call : seen.calls()) {
      String key = call.plugin() + call.on();
      over.remove(key);
      PluginEvent.CameBack end =
          new PluginEvent.CameBack(
              call.plugin().plugin(), call.plugin().place(), call.on(), call.took().toSeconds());
      if (said.put(key, end) == null) {
        events.say(
            new PluginEvent.Hangs(
                call.plugin().plugin(),
                call.plugin().place(),
                call.on(),
                call.took().toSeconds(),
                where(call.thread())));
      }
    }
    for (SilentLoop loop : seen.loops()) {
      String key = "loop " + loop.index();
      over.remove(key);
      long seconds = loop.since().toSeconds();
      if (said.put(key, new LoopEvent.TurnsAgain(loop.index(), seconds)) == null) {
        events.say(new LoopEvent.Hangs(loop.index(), seconds));
      }
    }
    over.forEach(
        (key, end) -> {
          said.remove(key);
          events.say(end);
        });
  }

  private static String where(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .limit(FRAMES)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .collect(Collectors.joining(" < "));
  }

  /** What hung when it looked last. */
  public Seen seen() {
    return seen;
  }
}
