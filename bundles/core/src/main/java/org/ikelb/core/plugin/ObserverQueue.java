package org.ikelb.core.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.ObservedMessage;

/**
 * One observer, the messages that wait for it, and the thread that hands them to it.
 *
 * <p>Thread-safe.
 */
public final class ObserverQueue {
  private final PluginSlot<IkeObserver> observer;
  private final BlockingQueue<ObservedMessage> waiting =
      new ArrayBlockingQueue<>(IkeObserver.QUEUE);
  private final LongAdder leftOut = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  ObserverQueue(String name, IkeObserver observer, PluginFailures failures) {
    this.observer = new PluginSlot<>(name, Optional.of(observer), failures);
    this.thread = new Thread(this::work, "ikelb-observer-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  void offer(ObservedMessage message) {
    if (!waiting.offer(message)) {
      leftOut.increment();
    }
  }

  private void work() {
    try {
      while (!closed && !observer.failures().isSetAside()) {
        ObservedMessage message = waiting.take();
        if (closed) {
          return; // an observer may have swallowed the interrupt
        }
        Optional<Boolean> unused =
            observer.askBlocking(
                "",
                Duration.ZERO,
                plugin -> {
                  plugin.observe(message);
                  return true;
                });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody needs it any more
    }
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
    waiting.clear();
    thread.interrupt();
  }
}
