package org.ikelb.acceptance.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param heapBytes after a garbage collection
 * @param httpSessions of its web server
 */
record Held(long heapBytes, long httpSessions, long threads, long descriptors) {
  private static final long MEGABYTE = 1 << 20;

  static Held by(long pid) throws IOException, InterruptedException {
    List<String> histogram = histogram(pid).lines().toList();
    long heap =
        histogram.stream()
            .filter(line -> line.startsWith("Total"))
            .mapToLong(line -> column(line, 2))
            .sum();
    long sessions =
        histogram.stream()
            .filter(line -> line.matches(".*jetty\\.session\\.(ManagedSession|SessionData)( .*)?"))
            .mapToLong(line -> column(line, 1))
            .sum();
    return new Held(heap, sessions, count(pid, "task"), count(pid, "fd"));
  }

  private static long column(String line, int column) {
    return Long.parseLong(line.strip().split("\\s+", -1)[column]);
  }

  /** Of what is alive: it collects garbage first. */
  private static String histogram(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(printed);
    }
    return printed;
  }

  private static long count(long pid, String what) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc", String.valueOf(pid), what))) {
      return entries.count();
    }
  }

  /** Pools and caches breathe; what leaks with each request of an hour shows. */
  boolean isNoMoreThan(Held before) {
    return heapBytes <= before.heapBytes + MEGABYTE
        && httpSessions <= before.httpSessions
        && threads <= before.threads + 5
        && descriptors <= before.descriptors + 10;
  }
}
