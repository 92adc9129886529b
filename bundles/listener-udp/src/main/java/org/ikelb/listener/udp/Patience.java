package org.ikelb.listener.udp;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits for event loops, but not for ever: a loop may hang in a plugin, and whoever changes
 * addresses must hear of it. Each step has two seconds, for a busy machine may be slow at many; but
 * once one was not done by then, nobody is waited for any more.
 *
 * <p>Used by one control thread.
 */
final class Patience {
  private static final long SECONDS = 2;

  private boolean isOver;

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
    boolean isDone =
        isOver ? future.isDone() : future.awaitUninterruptibly(SECONDS, TimeUnit.SECONDS);
    isOver |= !isDone;
    return isDone;
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
