package org.ikelb.core.persist;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ikelb.core.time.Time;

/**
 * Calls one state store, one call after the other. Whatever the store does, nobody waits for it
 * longer than he wants.
 *
 * <p>Thread-safe.
 */
final class StateStoreThread implements AutoCloseable {
  /** One that runs, and two that wait: each of these saves all there is by then. */
  private static final int WAITING = 2;

  private final Time time;
  private final ThreadPoolExecutor executor;
  private volatile long busySinceNanos;
  private volatile boolean busy;

  StateStoreThread(Time time) {
    this.time = time;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            StateStoreThread::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-state");
    thread.setDaemon(true);
    return thread;
  }

  /** Whether a call has been going on for so long. */
  boolean hangsFor(Duration limit) {
    return busy && time.nanos() - busySinceNanos > limit.toNanos();
  }

  /** Makes the call some time, unless others wait already: they do the same. */
  void later(Callable<?> call) {
    try {
      if (executor.getQueue().isEmpty()) {
        var unused = executor.submit(timed(call));
      }
    } catch (RejectedExecutionException endedOrFull) {
      return; // as above
    }
  }

  /**
   * Makes the call and waits for its answer.
   *
   * @throws TimeoutException if it has not come by then; the call goes on
   */
  <T> T within(Duration patience, Callable<T> call)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return executor.submit(timed(call)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException endedOrFull) {
      throw new TimeoutException("others wait for it already");
    }
  }

  private <T> Callable<T> timed(Callable<T> call) {
    return () -> {
      busySinceNanos = time.nanos();
      busy = true;
      try {
        return call.call();
      } finally {
        busy = false;
      }
    };
  }

  /** Ends it; a call that still goes on is interrupted. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
