package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * nginx in ikelb's place, for comparison: in front of gw1 and gw2, on the IPv4 address.
 *
 * <p>Not thread-safe.
 */
public final class Nginx {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

  private final Namespace namespace;
  private final Path directory;
  private final Processes processes;
  private Optional<Process> process = Optional.empty();

  Nginx(Namespace namespace, Path directory, Processes processes) {
    this.namespace = namespace;
    this.directory = directory;
    this.processes = processes;
  }

  /** Whether this machine has it. */
  public boolean present() {
    return Files.isExecutable(PROGRAM) && Files.exists(MODULE);
  }

  /**
   * Starts it.
   *
   * @param hash the key by which it chooses a gateway
   */
  public void start(String hash) {
    Path configuration = directory.resolve("nginx.conf");
    Path pid = directory.resolve("nginx.pid");
    try {
      Files.deleteIfExists(pid);
      Files.writeString(
          configuration,
          Template.named("nginx.conf")
              .with("MODULE", MODULE)
              .with("PID", pid)
              .with("LOG", directory.resolve("nginx.log"))
              .with("HASH", hash)
              .text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path output = directory.resolve("nginx.out");
    String[] command = {PROGRAM.toString(), "-c", configuration.toString()};
    process = Optional.of(processes.add(namespace.start(output, Map.of(), command)));
    await("nginx listens").atMost(10, SECONDS).until(() -> Files.exists(pid));
  }

  public void stop() {
    process.ifPresent(processes::stop);
    process = Optional.empty();
  }
}
