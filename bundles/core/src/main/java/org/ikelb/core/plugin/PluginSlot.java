package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ikelb.api.plugin.FatalErrors;
import org.jspecify.annotations.Nullable;

/**
 * A place in the topology that names a plugin, and the plugin's object if the plugin is there. All
 * calls into plugins go through here: whatever comes out of one is an answer or a counted failure.
 *
 * <p>Thread-safe.
 */
public final class PluginSlot<T> {
  private final String type;
  private final Optional<T> instance;
  private final PluginFailures failures;
  private final Absence absence;
  private final AtomicInteger blockingCalls = new AtomicInteger();

  /**
   * Makes one.
   *
   * @param type the plugin's name
   * @param instance empty: nobody offers it
   * @param failures counts calls that went wrong
   */
  public PluginSlot(String type, Optional<T> instance, PluginFailures failures) {
    this(type, instance, failures, Absence.NOT_INSTALLED);
  }

  /** One that has no object, and why. */
  static <T> PluginSlot<T> empty(String type, Absence absence, PluginFailures failures) {
    return new PluginSlot<>(type, Optional.empty(), failures, absence);
  }

  private PluginSlot(String type, Optional<T> instance, PluginFailures failures, Absence absence) {
    this.type = type;
    this.instance = instance;
    this.failures = failures;
    this.absence = absence;
  }

  public String type() {
    return type;
  }

  public Optional<T> instance() {
    return instance;
  }

  /** Its name and its place. */
  PluginAt at() {
    return failures.at();
  }

  public PluginFailures failures() {
    return failures;
  }

  /** Why there is no object, if there is none. */
  Absence absence() {
    return absence;
  }

  /** Why {@link #ask} gave no answer just now, for people: {@code was set aside}. */
  public String whyNot() {
    return instance.isPresent() ? "failed" : absence.inWords();
  }

  /** A question that may block. */
  @FunctionalInterface
  public interface Blocking<T, R> {
    @Nullable R ask(T plugin) throws InterruptedException;
  }

  /** Asks on an event loop; empty: nobody is there, or it failed. */
  public <R> Optional<R> ask(Function<T, @Nullable R> question) {
    if (instance.isEmpty()) {
      return Optional.empty();
    }
    CallsUnderWay.Call call = failures.enter(Duration.ZERO);
    long begun = failures.begun();
    try {
      Optional<R> answer = Optional.ofNullable(question.apply(instance.get()));
      failures.ended(begun);
      return orNonsense(answer, "");
    } catch (Throwable e) {
      return threw(e, "");
    } finally {
      failures.leave(call);
    }
  }

  /**
   * Asks on a thread that may wait for the answer; empty: nobody is there, or it failed.
   *
   * @param at on whose behalf, for the event of a failure; empty: nobody's in particular
   * @param allowed how long it may block
   */
  public <R> Optional<R> askBlocking(String at, Duration allowed, Blocking<T, R> question)
      throws InterruptedException {
    if (instance.isEmpty()) {
      return Optional.empty();
    }
    blockingCalls.incrementAndGet();
    CallsUnderWay.Call call = failures.enter(allowed);
    try {
      return orNonsense(Optional.ofNullable(question.ask(instance.get())), at);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      return threw(e, at);
    } finally {
      failures.leave(call);
      blockingCalls.decrementAndGet();
    }
  }

  private <R> Optional<R> threw(Throwable thrown, String at) {
    FatalErrors.passOn(thrown);
    failures.threw(thrown, at);
    return Optional.empty();
  }

  private <R> Optional<R> orNonsense(Optional<R> answer, String at) {
    if (answer.isEmpty()) {
      failures.returnedNonsense("nothing", at);
    }
    return answer;
  }

  /** Whether no call that may block is under way. */
  public boolean isIdle() {
    return blockingCalls.get() == 0;
  }
}
