package org.ikelb.acceptance.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time that the event loops of a process have used, as Linux counts it. */
final class LoopTime {
  private static final String LOOP = "ikelb-loop-";

  private LoopTime() {}

  /** Of all loops, in nanoseconds. */
  static long nanos(long pid) throws IOException {
    long sum = 0;
    int loops = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).startsWith(LOOP)) {
          sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
          loops++;
        }
      }
    }
    if (loops == 0) {
      throw new IllegalStateException("no thread is named " + LOOP + "N");
    }
    return sum;
  }
}
