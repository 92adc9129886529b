package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.ikelb.acceptance.lab.traffic.Parcels;

/**
 * The host behind a gateway, that exchanges parcels with clients. It lives in the gateway's
 * namespace and outlives the gateway's daemon.
 *
 * <p>Not thread-safe.
 */
final class ProtectedHost {
  private final Namespace namespace;
  private final Path output;
  private final Processes processes;
  private boolean started;

  ProtectedHost(Namespace namespace, Path output, Processes processes) {
    this.namespace = namespace;
    this.output = output;
    this.processes = processes;
  }

  void start() {
    if (started) {
      return;
    }
    started = true;
    String port = Integer.toString(Parcels.PORT);
    processes.add(
        Programs.start(namespace, output, Parcels.class, "serve", Wiring.PROTECTED, port));
    await("parcels are taken in " + namespace.name())
        .atMost(10, SECONDS)
        .until(() -> output.toFile().length() > 0);
  }
}
