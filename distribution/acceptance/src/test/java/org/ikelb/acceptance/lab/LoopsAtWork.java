package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which event loop of an ikelb works for a tunnel, seen from outside: the one that wakes up when
 * datagrams come.
 *
 * <p>Not thread-safe.
 */
public final class LoopsAtWork {
  private static final String LOOP = "ikelb-loop-";
  private static final String WOKEN = "voluntary_ctxt_switches:";
  private static final int PINGS = 20;
  private static final int TRIES = 10;

  /** A loop at rest looks at its clock four times a second; each ping wakes one up twice. */
  private static final int CLEARLY = 2;

  private final Path threads;

  LoopsAtWork(long pid) {
    this.threads = Path.of("/proc", Long.toString(pid), "task");
  }

  /** The number of the loop that the client's tunnel is on, while no other tunnel is in use. */
  public int loopOf(VpnClient client) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Map<Integer, Long> before = wakeUps();
      client.ping(PINGS);
      Map<Integer, Long> more = wakeUps();
      more.replaceAll((loop, count) -> count - before.getOrDefault(loop, 0L));
      List<Integer> busiest =
          more.keySet().stream()
              .sorted((one, other) -> Long.compare(more.get(other), more.get(one)))
              .toList();
      if (more.get(busiest.get(0)) > CLEARLY * more.get(busiest.get(1))) {
        return busiest.get(0);
      }
    }
    throw new IllegalStateException("no loop stood out: the tunnel of " + client.name());
  }

  private Map<Integer, Long> wakeUps() {
    Map<Integer, Long> wakeUps = new TreeMap<>();
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        String name = Files.readString(thread.resolve("comm")).strip();
        if (name.startsWith(LOOP)) {
          wakeUps.put(Integer.parseInt(name.substring(LOOP.length())), wakeUps(thread));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return wakeUps;
  }

  private static long wakeUps(Path thread) throws IOException {
    return Files.readAllLines(thread.resolve("status")).stream()
        .filter(line -> line.startsWith(WOKEN))
        .mapToLong(line -> Long.parseLong(line.substring(WOKEN.length()).strip()))
        .sum();
  }
}
