package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.ikelb.core.time.Time;
import org.ikelb.spi.PluginFactory;

/**
 * Asks plugins' factories, each time on a thread that is given up if the factory does not come
 * back: whoever asks may hold what others need. A factory that has not come back is not asked again
 * until it has, so it has one thread at most.
 *
 * <p>Thread-safe.
 */
public final class FactoryCalls {
  /** So long it is waited for; less than a stop may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ThreadFactory threads;
  private final CallsUnderWay calls;
  private final Time time;
  private final Map<PluginFactory<?>, Call<?>> underWay =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private volatile boolean ends;

  public FactoryCalls(ThreadFactory threads, CallsUnderWay calls, Time time) {
    this.threads = threads;
    this.calls = calls;
    this.time = time;
  }

  /** A question to a factory. */
  private final class Call<T> implements Runnable {
    final CompletableFuture<T> answer = new CompletableFuture<>();
    private final PluginAt at;
    private final PluginFactory<?> factory;
    private final Callable<T> question;
    private final Consumer<T> tooLate;
    private final Thread thread = threads.newThread(this);
    private final long sinceNanos = time.nanos();

    Call(PluginAt at, PluginFactory<?> factory, Callable<T> question, Consumer<T> tooLate) {
      this.at = at;
      this.factory = factory;
      this.question = question;
      this.tooLate = tooLate;
    }

    @Override
    public void run() {
      CallsUnderWay.Call call = calls.begin(at, Duration.ZERO);
      try {
        T result = question.call();
        cameBack(call);
        if (!answer.complete(result)) {
          tooLate.accept(result);
        }
      } catch (Throwable e) { // written by others: it can be anything; whoever asked looks at it
        cameBack(call);
        answer.completeExceptionally(e);
      }
    }

    /** Before whoever asked goes on: he may ask again at once. */
    private void cameBack(CallsUnderWay.Call call) {
      calls.end(call);
      underWay.remove(factory, this);
    }

    NoAnswer noAnswer() {
      Duration waited = Duration.ofNanos(time.nanos() - sinceNanos);
      return new NoAnswer(factory, waited, thread.getStackTrace());
    }

    /** Waits no longer, unless the answer is there just now. */
    void giveUp() {
      if (answer.completeExceptionally(noAnswer())) {
        thread.interrupt();
      }
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param at the plugin and where it is to be used, to be named if it hangs
   * @param tooLate gets the answer, on the thread that was given up, if nobody waits for it any
   *     more
   * @throws NoAnswer if there is none in time, or that factory has not come back from before
   * @throws Throwable what the question throws
   */
  public <T> T ask(PluginAt at, PluginFactory<?> factory, Callable<T> question, Consumer<T> tooLate)
      throws Throwable {
    Call<T> call = new Call<>(at, factory, question, tooLate);
    Call<?> before = underWay.putIfAbsent(factory, call);
    if (before != null) {
      throw before.noAnswer();
    }
    call.thread.start();
    if (ends) {
      call.giveUp();
    }
    try {
      T unused = call.answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      call.giveUp();
    } catch (InterruptedException e) {
      call.giveUp();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // Thrown below.
    }
    try {
      return call.answer.join(); // it is there by now
    } catch (CompletionException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** Core ends: nobody is waited for any more. */
  public void close() {
    ends = true;
    List.copyOf(underWay.values()).forEach(Call::giveUp);
  }
}
