package org.ikelb.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel says of a process, or of the machine (proc(5)). */
final class ProcessFacts {
  /** USER_HZ, which is 100 on every Linux that there is. */
  private static final double TICKS_A_SECOND = 100;

  private ProcessFacts() {}

  /** User and system time of all its threads. */
  static double cpuSeconds(long pid) {
    return seconds(read(Path.of("/proc", Long.toString(pid), "stat")));
  }

  /** The same of those threads whose names begin so. */
  static double threadSeconds(long pid, String name) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads
          .map(thread -> read(thread.resolve("stat")))
          .filter(stat -> stat.contains("(" + name))
          .mapToDouble(ProcessFacts::seconds)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(String stat) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS_A_SECOND;
  }

  /** Time that a processor has spent in soft interrupts. */
  static double softInterruptSeconds(int core) {
    String line =
        read(Path.of("/proc/stat"))
            .lines()
            .filter(l -> l.startsWith("cpu" + core + " "))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.split(" ", -1)[7]) / TICKS_A_SECOND;
  }

  static long residentKilobytes(long pid) {
    return kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS");
  }

  /** What the kernel holds in slabs: sockets, among other things. */
  static long slabKilobytes() {
    return kilobytes(Path.of("/proc/meminfo"), "Slab");
  }

  static int openDescriptors(long pid) {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long kilobytes(Path file, String key) {
    Matcher matcher =
        Pattern.compile("^" + key + ":\\s+(\\d+) kB", Pattern.MULTILINE).matcher(read(file));
    if (!matcher.find()) {
      throw new IllegalStateException("no " + key + " in " + file);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
