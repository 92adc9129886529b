package org.ikelb.core.relay;

import java.time.Duration;
import java.time.Instant;
import org.ikelb.core.time.Time;

/** A clock that moves when it is told to. */
final class FakeTime implements Time {
  private long nanos = 1_000_000_000L;

  void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
