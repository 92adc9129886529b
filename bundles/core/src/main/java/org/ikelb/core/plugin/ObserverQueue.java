package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ikelb.spi.IkeObserver;

/**
 * One observer, the messages that wait for it, and the thread that hands them to it.
 *
 * <p>Thread-safe.
 */
public final class ObserverQueue {
  /** Loops leave room for what comes meanwhile: some 100,000 messages a second. */
  private static final long LOOKS_EVERY_MILLIS = 10;

  private static final int MOST_NEWS = 16 * IkeObserver.QUEUE;

  private final PluginSlot<IkeObserver> observer;
  private final Queue<Consumer<IkeObserver>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger length = new AtomicInteger();
  private final LongAdder leftOut = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  ObserverQueue(String name, IkeObserver observer, PluginFailures failures) {
    this.observer = new PluginSlot<>(name, Optional.of(observer), failures);
    this.thread = new Thread(this::work, "ikelb-observer-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether a message would find room now. */
  boolean hasRoom() {
    return length.get() < IkeObserver.QUEUE;
  }

  /** A message is not even copied. */
  void leaveOut() {
    leftOut.increment();
  }

  /** A copy of a message. Wakes nobody: that costs a loop more than the copy. */
  void offer(Consumer<IkeObserver> what) {
    offer(what, IkeObserver.QUEUE);
  }

  /** News of a session finds room where messages find none: it comes once. */
  void offerNews(Consumer<IkeObserver> what) {
    offer(what, MOST_NEWS);
  }

  private void offer(Consumer<IkeObserver> what, int most) {
    if (length.incrementAndGet() > most) {
      length.decrementAndGet();
      leftOut.increment();
    } else {
      waiting.add(what);
    }
  }

  private void work() {
    try {
      while (!closed && !observer.failures().isSetAside()) {
        Consumer<IkeObserver> next = waiting.poll();
        if (next == null) {
          Thread.sleep(LOOKS_EVERY_MILLIS);
        } else {
          length.decrementAndGet();
          tell(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody needs it any more
    }
  }

  private void tell(Consumer<IkeObserver> what) throws InterruptedException {
    Optional<Boolean> unused =
        observer.askBlocking(
            "",
            Duration.ZERO,
            plugin -> {
              what.accept(plugin);
              return true;
            });
  }

  /** Messages that found no room. */
  public long leftOut() {
    return leftOut.sum();
  }

  /** Calls that went wrong. */
  public long failures() {
    return observer.failures().count();
  }

  boolean isSetAside() {
    return observer.failures().isSetAside();
  }

  String name() {
    return observer.type();
  }

  /** The failures for the queue that takes over: the count goes on, the rest is forgiven. */
  PluginFailures forgiven() {
    return observer.failures().forgiven();
  }

  boolean hasRested() {
    return observer.failures().hasRested();
  }

  /** The failures for the queue that takes over, because this one has rested. */
  PluginFailures triedAgain() {
    return observer.failures().triedAgain();
  }

  void close() {
    closed = true;
    thread.interrupt();
  }
}
