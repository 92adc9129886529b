package org.ikelb.listener.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many files this process may have open, from {@code /proc/self/limits}.
 *
 * @param files the limit
 */
record DescriptorLimit(int files) {
  /** Kept for jars, logs, probes, the console and the virtual servers' sockets. */
  private static final int RESERVE = 512;

  /** Fewer upstreams than this are worth a warning. */
  private static final int SMALL = 4096;

  private static final int UNLIMITED = 1 << 30;
  private static final String LINE = "Max open files";

  /** The limit of this process; if it cannot be read, what most systems grant. */
  static DescriptorLimit read(Path limits) {
    try {
      return Files.readAllLines(limits).stream()
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).trim().split("\\s+", -1)[0])
          .map(DescriptorLimit::parse)
          .findFirst()
          .orElseGet(DescriptorLimit::usual);
    } catch (IOException | NumberFormatException e) {
      return usual();
    }
  }

  private static DescriptorLimit parse(String softLimit) {
    return softLimit.equals("unlimited")
        ? new DescriptorLimit(UNLIMITED)
        : new DescriptorLimit((int) Math.min(Long.parseLong(softLimit), UNLIMITED));
  }

  private static DescriptorLimit usual() {
    return new DescriptorLimit(1024);
  }

  /** How many upstream sockets fit in. */
  int maxUpstreams() {
    return Math.max(files - RESERVE - GappedDescriptors.keptOf(files), files / 2);
  }

  boolean isSmall() {
    return maxUpstreams() < SMALL;
  }
}
