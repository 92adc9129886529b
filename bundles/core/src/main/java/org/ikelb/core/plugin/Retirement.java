package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.PluginEvent;

/**
 * Closes plugins' objects that are needed no more: not before every loop has moved past them, and
 * no call into them is under way, or a minute has gone. At the end of core it closes those that
 * still wait for that.
 *
 * <p>Thread-safe.
 */
public final class Retirement {
  private static final long AGAIN_MILLIS = 50;
  private static final int MOST_ROUNDS = 1_200;

  private final ScheduledExecutorService clock;
  private final ExecutorService blocking;
  private final CallsUnderWay calls;
  private final Events events;
  private final List<PluginSlot<?>> waiting = new ArrayList<>();

  /** The last that was begun at each place. */
  private final Map<PluginAt, CompletableFuture<Void>> closing = new ConcurrentHashMap<>();

  /** Taken, and not closed yet; each is closed by whoever takes it out of here. */
  private final Set<PluginSlot<?>> leaving = ConcurrentHashMap.newKeySet();

  public Retirement(
      ScheduledExecutorService clock,
      ExecutorService blocking,
      CallsUnderWay calls,
      Events events) {
    this.clock = clock;
    this.blocking = blocking;
    this.calls = calls;
    this.events = events;
  }

  /** The next snapshot will be without it. */
  synchronized void add(PluginSlot<?> slot) {
    if (slot.instance().orElse(null) instanceof AutoCloseable) {
      waiting.add(slot);
    }
  }

  /** Those that the snapshot just published is without. */
  public synchronized List<PluginSlot<?>> take() {
    List<PluginSlot<?>> taken = List.copyOf(waiting);
    waiting.clear();
    leaving.addAll(taken);
    return taken;
  }

  /**
   * Closes them once all loops have moved past them and they are idle, or after a minute: a probe
   * should long have ended, and a loop that has not turned since will not.
   *
   * @param whenPassed runs what it gets when all loops have moved past what they do now
   */
  public void close(List<PluginSlot<?>> slots, Consumer<Runnable> whenPassed) {
    whenPassed.accept(() -> slots.forEach(slot -> closeWhenIdle(slot, MOST_ROUNDS)));
    try {
      Future<?> unused =
          clock.schedule(
              () -> slots.forEach(slot -> closeWhenIdle(slot, 0)),
              MOST_ROUNDS * AGAIN_MILLIS,
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return; // core ends, and closes the rest
    }
  }

  private void closeWhenIdle(PluginSlot<?> slot, int rounds) {
    try {
      if (slot.isIdle() || rounds == 0) {
        closeAfterOthers(slot.at(), () -> closeOnce(slot));
      } else {
        Future<?> unused =
            clock.schedule(
                () -> closeWhenIdle(slot, rounds - 1), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException e) {
      closeOnce(slot); // core ends
    }
  }

  /** One that hangs keeps one thread, however many objects of its place wait behind it. */
  private void closeAfterOthers(PluginAt at, Runnable close) {
    closing.compute(
        at,
        (same, last) ->
            last == null || last.isDone()
                ? CompletableFuture.runAsync(close, blocking)
                : last.thenRunAsync(close, blocking));
  }

  private void closeOnce(PluginSlot<?> slot) {
    if (leaving.remove(slot)) {
      closeNow(slot);
    }
  }

  /** Core ends: no loop and no probe calls anything any more. */
  void closeRest() {
    take();
    leaving.forEach(this::closeOnce);
  }

  /** It was made for one question, or in vain: nobody calls it any more, or waits for its end. */
  public void closeSoon(PluginSlot<?> slot) {
    slot.instance().ifPresent(instance -> closeSoon(instance, slot.at()));
  }

  void closeSoon(Object instance, PluginAt at) {
    if (instance instanceof AutoCloseable) {
      try {
        closeAfterOthers(at, () -> closeNow(instance, at));
      } catch (RejectedExecutionException e) {
        closeNow(instance, at); // core ends
      }
    }
  }

  /** Nobody calls it any more, since core ends. */
  public void closeNow(PluginSlot<?> slot) {
    slot.instance().ifPresent(instance -> closeNow(instance, slot.at()));
  }

  private void closeNow(Object instance, PluginAt at) {
    if (instance instanceof AutoCloseable closeable) {
      CallsUnderWay.Call call = calls.begin(at, Duration.ZERO);
      try {
        closeable.close();
      } catch (Throwable e) { // written by others: it can be anything
        FatalErrors.passOn(e);
        events.say(new PluginEvent.NotClosed(at.plugin(), at.place(), e));
      } finally {
        calls.end(call);
      }
    }
  }
}
