package org.ikelb.core.time;

import java.time.Instant;

/** The clock of everything in core. Thread-safe. */
public interface Time {
  /** Nanoseconds from an arbitrary origin; only differences mean something. */
  long nanos();

  /** The wall clock, for people. */
  Instant now();

  /** The machine's clocks. */
  static Time system() {
    return new Time() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }
    };
  }
}
