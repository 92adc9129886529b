package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What plugins could leave behind in the process.
 *
 * @param classLoaders of bundles, after a garbage collection
 */
record Footprint(long classLoaders, long services, long threads, long descriptors) {
  private static final String LOADER = "BundleWiringImpl$BundleClassLoader";

  static Footprint of(long pid, Gogo gogo) throws IOException, InterruptedException {
    return new Footprint(
        classLoaders(pid),
        gogo.type("felix:inspect capability service").stream()
            .filter(line -> line.contains("service;"))
            .count(),
        count("/proc/" + pid + "/task"),
        count("/proc/" + pid + "/fd"));
  }

  /** The histogram counts what is alive: it collects garbage first. */
  private static long classLoaders(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(printed);
    }
    return printed
        .lines()
        .filter(line -> line.contains(LOADER))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
        .sum();
  }

  private static long count(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      return entries.count();
    }
  }

  /** Waits until there is no more than this again. */
  void awaitAgain(long pid, Gogo gogo) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Footprint after = of(pid, gogo);
              assertTrue(after.isNoMoreThan(this), () -> "before " + this + ", after " + after);
              System.out.println("before " + this + ", after " + after);
            });
  }

  /** Pools of threads and caches of files breathe; bundles and services do not. */
  private boolean isNoMoreThan(Footprint before) {
    return classLoaders <= before.classLoaders
        && services <= before.services
        && threads <= before.threads + 5
        && descriptors <= before.descriptors + 10;
  }
}
