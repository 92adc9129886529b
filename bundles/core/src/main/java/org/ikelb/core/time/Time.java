package org.ikelb.core.time;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;

/** The clock of everything in core. Thread-safe. */
public interface Time {
  /** Nanoseconds from an arbitrary origin; only differences mean something. */
  long nanos();

  /** The wall clock, for people. */
  Instant now();

  /** How long the calling thread has computed, in nanoseconds; 0: nobody knows. */
  default long cpuNanos() {
    return 0;
  }

  /** The machine's clocks. */
  static Time system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean knowsCpu = threads.isCurrentThreadCpuTimeSupported();
    return new Time() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public long cpuNanos() {
        return knowsCpu ? threads.getCurrentThreadCpuTime() : 0;
      }
    };
  }
}
