package org.ikelb.listener.udp;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits for event loops, but not for ever: a loop may hang in a plugin, and whoever changes
 * addresses must hear of it. All waits of one change have two seconds together.
 *
 * <p>Used by one control thread.
 */
final class Patience {
  private static final long SECONDS = 2;

  private final long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  /**
   * Waits until this is done, however it ends.
   *
   * @throws IOException if the loop does not get to it
   */
  void await(Future<?> future, Loop loop) throws IOException {
    if (!isDone(future)) {
      throw new IOException(notAnswered(loop));
    }
  }

  /** Whether it is done by then. */
  boolean isDone(Future<?> future) {
    long left = Math.max(0, untilNanos - System.nanoTime());
    return future.isDone() || future.awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
  }

  /** Those that do not turn, each in a sentence. */
  List<String> silent(List<Loop> loops) {
    List<Future<?>> asked = new ArrayList<>();
    loops.forEach(loop -> asked.add(loop.eventLoop().submit(() -> {})));
    List<String> silent = new ArrayList<>();
    for (Loop loop : loops) {
      if (!isDone(asked.get(loop.index()))) {
        silent.add(notAnswered(loop));
      }
    }
    return silent;
  }

  static String notAnswered(Loop loop) {
    return "event loop %d has not answered for %d s, see: ikelb warnings"
        .formatted(loop.index(), SECONDS);
  }
}
