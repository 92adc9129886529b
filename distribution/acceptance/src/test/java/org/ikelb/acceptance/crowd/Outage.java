package org.ikelb.acceptance.crowd;

import java.util.concurrent.TimeUnit;

/**
 * One client's traffic, all the time, and how long nothing came through.
 *
 * <p>A thread of its own from begin to end.
 */
public final class Outage {
  private final Crowd client;
  private final Thread thread;
  private volatile boolean over;
  private long longestNanos;

  private Outage(Crowd client) {
    this.client = client;
    this.thread = new Thread(this::run, "outage");
  }

  /** Begins to send through the first client of a crowd that nobody else uses. */
  public static Outage measure(Crowd client) {
    Outage outage = new Outage(client);
    outage.thread.start();
    return outage;
  }

  private void run() {
    long last = System.nanoTime();
    while (!over) {
      if (client.carries(0)) {
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - last);
        last = now;
      }
    }
    longestNanos = Math.max(longestNanos, System.nanoTime() - last);
  }

  /** Ends it; the longest time between two datagrams that came back, in milliseconds. */
  public long endMillis() {
    over = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return TimeUnit.NANOSECONDS.toMillis(longestNanos);
  }
}
