package org.ikelb.core.time;

import org.jspecify.annotations.Nullable;

/**
 * What was thrown by one of several things that are done whatever becomes of the others: the first
 * is thrown when all are done, with the others as suppressed ones.
 *
 * <p>Not thread-safe.
 */
public final class Failures {
  private @Nullable Throwable first;

  /** Does one of them. */
  public void guard(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      add(e);
    }
  }

  void add(Throwable thrown) {
    if (first == null) {
      first = thrown;
    } else if (first != thrown) {
      first.addSuppressed(thrown);
    }
  }

  /** Throws what was thrown, if anything was. */
  public void rethrow() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
