package org.ikelb.console;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ikelb.console.verb.Waiting;

/**
 * Waits in real time.
 *
 * @param listener gets what is said; throws {@link CancellationException} if the user has gone
 */
record LiveWaiting(Consumer<String> listener) implements Waiting {
  @Override
  public void say(String line) {
    listener.accept(line);
  }

  @Override
  public void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("ikelb stops");
    }
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
