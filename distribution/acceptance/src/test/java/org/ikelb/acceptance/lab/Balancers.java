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
 * What stands between clients and gateways, one at a time, in the namespace {@code lb}.
 *
 * <p>Not thread-safe.
 */
public final class Balancers {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path STREAM_MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

  private final Namespace namespace;
  private final Path directory;
  private final Processes processes;
  private Optional<Process> nginx = Optional.empty();

  Balancers(Namespace namespace, Path directory, Processes processes) {
    this.namespace = namespace;
    this.directory = directory;
    this.processes = processes;
  }

  public boolean hasNginx() {
    return Files.isExecutable(NGINX) && Files.exists(STREAM_MODULE);
  }

  /**
   * Starts nginx in front of gw1 and gw2.
   *
   * @param hash the key by which it chooses a gateway
   */
  public void startNginx(String hash) {
    Path configuration = directory.resolve("nginx.conf");
    Path pid = directory.resolve("nginx.pid");
    try {
      Files.writeString(
          configuration,
          Template.named("nginx.conf")
              .with("MODULE", STREAM_MODULE)
              .with("PID", pid)
              .with("LOG", directory.resolve("nginx.log"))
              .with("HASH", hash)
              .text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process process =
        namespace.start(
            directory.resolve("nginx.out"),
            Map.of(),
            NGINX.toString(),
            "-c",
            configuration.toString());
    nginx = Optional.of(processes.add(process));
    await("nginx listens").atMost(10, SECONDS).until(() -> Files.exists(pid));
  }

  public void stopNginx() {
    nginx.ifPresent(processes::stop);
    nginx = Optional.empty();
  }
}
