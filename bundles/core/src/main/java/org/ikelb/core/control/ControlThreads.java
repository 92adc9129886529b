package org.ikelb.core.control;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that control works on: one on which tasks and what is due come one after the other,
 * those of the probes, which may wait, those on which plugins are made, and one that looks after
 * all others.
 *
 * <p>Thread-safe.
 */
final class ControlThreads {
  private static final Logger LOG = LoggerFactory.getLogger(ControlThreads.class);
  private static final long LAST_SECONDS = 1;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> thread(task, "ikelb-control"));
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(task -> thread(task, "ikelb-watchdog"));
  private final ExecutorService probers =
      Executors.newCachedThreadPool(task -> thread(task, "ikelb-probe"));

  /** Runs this on the clock's thread, unless it has ended. From any thread, a loop included. */
  void soon(Runnable task) {
    try {
      clock.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("event=too-late task={}", task, e);
    }
  }

  /** Runs this each second on the clock's thread, whatever becomes of it, until that ends. */
  void eachSecond(Runnable task) {
    each(clock, 1_000, task);
  }

  /** Runs this twice a second on a thread that waits for nobody, until that ends. */
  void eachHalfSecond(Runnable task) {
    each(watch, 500, task);
  }

  private static void each(ScheduledExecutorService thread, long millis, Runnable task) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.error("event=housekeeping-failed", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** Whether they are told to end, or have. */
  boolean haveEnded() {
    return clock.isShutdown();
  }

  ScheduledExecutorService clock() {
    return clock;
  }

  /** A thread on which a plugin's factory is asked. */
  Thread factoryCall(Runnable task) {
    return thread(task, "ikelb-factory");
  }

  ExecutorService probers() {
    return probers;
  }

  /** Ends them. No object is closed under a probe, if the probe ends when it is told to. */
  void end() {
    clock.shutdownNow();
    watch.shutdownNow();
    probers.shutdownNow();
    try {
      boolean unused = probers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks something on a thread of the probes.
   *
   * @throws TimeoutException if there is no answer by then; the thread is left to it
   */
  <T> T within(Duration patience, Supplier<T> question) throws TimeoutException {
    Future<T> answer = probers.submit(question::get);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new TimeoutException(
          "a plugin has not answered for " + patience.toSeconds() + " s, see: ikelb warnings");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Does the last thing of all: whoever hangs in it is left behind. */
  void lastly(Runnable task) {
    Thread last = thread(task, "ikelb-control");
    last.start();
    try {
      last.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
