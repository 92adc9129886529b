package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ikelb.acceptance.lab.traffic.Capture;

/**
 * Shows what passes between clients and a port of ikelb, as somebody on the path sees it.
 *
 * <p>Not thread-safe.
 */
public final class Tap implements AutoCloseable {
  private final Process process;
  private final Path file;
  private final Processes processes;

  private Tap(Process process, Path file, Processes processes) {
    this.process = process;
    this.file = file;
    this.processes = processes;
  }

  /** Starts to listen before ikelb's door. */
  static Tap before(Namespace inet, int port, Path directory, Processes processes) {
    Path file = directory.resolve("tap.pcap");
    Path said = directory.resolve("tap.log");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process process =
        inet.start(
            said,
            Map.of(),
            "tcpdump",
            "--immediate-mode",
            "-U",
            "-n",
            "-i",
            "tolb",
            "-Z",
            "root",
            "-w",
            file.toString(),
            "udp port " + port + " and host " + Wiring.VIP4);
    Tap tap = new Tap(processes.add(process), file, processes);
    await("a tap").atMost(5, SECONDS).until(() -> listensAt(said) && Files.exists(file));
    return tap;
  }

  private static boolean listensAt(Path said) throws IOException {
    return Files.exists(said) && Files.readString(said).contains("listening on");
  }

  /** What has passed so far. */
  public List<Capture.Datagram> seen() {
    try {
      return Capture.datagrams(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** UDP payload bytes of what has passed and is meant. */
  public long bytes(Predicate<Capture.Datagram> meant) {
    return seen().stream().filter(meant).mapToLong(d -> d.payload().length).sum();
  }

  @Override
  public void close() {
    processes.stop(process);
  }
}
