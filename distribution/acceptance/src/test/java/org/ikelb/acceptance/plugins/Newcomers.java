package org.ikelb.acceptance.plugins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ikelb.acceptance.lab.VpnClient;

/**
 * Beside a test a client dials and hangs up again and again, and between two dials the topology is
 * exported. While a plugin is away a dial waits, and an export is refused.
 *
 * <p>For one test thread; a thread of its own does the work.
 */
final class Newcomers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final VpnClient client;
  private final Gogo gogo;
  private final String export;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Future<Counts> work;
  private volatile boolean enough;

  Newcomers(VpnClient client, Path home) throws IOException {
    this.client = client;
    this.gogo = new Gogo(home);
    this.export = "ikelb:export keepalived --out " + home.resolve("exported");
    this.work = executor.submit(this::work);
  }

  /** How often. */
  record Counts(int dialled, int inVain, int exported, int refused) {}

  private Counts work() throws IOException {
    int dialled = 0;
    int inVain = 0;
    int exported = 0;
    int refused = 0;
    boolean last;
    do {
      last = enough;
      if (client.dial("psk", PATIENCE).succeeded()) {
        client.ping(3);
        dialled++;
      } else {
        inVain++;
      }
      client.hangUp();
      List<String> printed = gogo.type(export);
      if (printed.stream().anyMatch(line -> line.startsWith("wrote "))) {
        exported++;
      } else {
        String why = String.join("\n", printed);
        assertTrue(why.contains("no product") || why.contains("went away"), why);
        refused++;
      }
    } while (!last);
    return new Counts(dialled, inVain, exported, refused);
  }

  /** Ends it after a last round that begins now; whatever went wrong is thrown here. */
  Counts end() throws InterruptedException, ExecutionException {
    enough = true;
    return work.get();
  }

  @Override
  public void close() throws IOException {
    enough = true;
    executor.shutdown();
    gogo.close();
  }
}
