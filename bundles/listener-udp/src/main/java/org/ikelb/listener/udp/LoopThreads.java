package org.ikelb.listener.udp;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads {@code ikelb-loop-0}, {@code ikelb-loop-1}, ... in the order of the loops.
 *
 * <p>Thread-safe.
 */
final class LoopThreads implements ThreadFactory {
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Thread newThread(Runnable loop) {
    Thread thread = new FastThreadLocalThread(loop, "ikelb-loop-" + next.getAndIncrement());
    thread.setDaemon(true);
    return thread;
  }
}
