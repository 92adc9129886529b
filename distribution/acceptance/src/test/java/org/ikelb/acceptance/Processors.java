package org.ikelb.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What the processors of this machine have done since it was started, all processes together.
 *
 * @param busy ticks in which something ran
 * @param all all ticks
 */
record Processors(long busy, long all) {
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISK = 4;
  private static final int GUEST = 8; // and guest_nice: counted in user and nice, too
  private static final double TICK_MILLIS = 10; // USER_HZ is 100 on Linux

  /** Reads the first line of /proc/stat: {@code cpu user nice system idle iowait irq ...}. */
  static Processors now() throws IOException {
    String first = Files.readAllLines(Path.of("/proc/stat")).get(0);
    long[] ticks =
        Arrays.stream(first.split(" +")).skip(1).limit(GUEST).mapToLong(Long::parseLong).toArray();
    long all = Arrays.stream(ticks).sum();
    return new Processors(all - ticks[IDLE] - ticks[WAITING_FOR_DISK], all);
  }

  /**
   * The share (0 to 1) of the time since then that went to others than the one who used {@code
   * own}.
   */
  double shareOfOthersSince(Processors then, Duration own) {
    double others = (busy - then.busy) - own.toMillis() / TICK_MILLIS;
    return Math.max(0, others / Math.max(1, all - then.all));
  }
}
