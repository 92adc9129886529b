package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever reaches the TCP ports of ikelb, and whoever may only look, takes nothing from the VPN and
 * shuts nobody out.
 */
class HeldConnectionsTest {
  private static final Pattern METRICS = Pattern.compile("event=metrics-served .*port=(\\d+)");
  private static final String HOST = "127.0.0.1";
  private static final String OTHER_HOST = "127.0.0.2";
  private static final int FILES = 1536;
  private static final int LOGINS = 20;

  /** What ikelb keeps for all but upstreams; an upstream more for each login. */
  private static final int RESERVE = 512;

  @TempDir Path directory;

  /** They hold what they have opened, go on as slowly as they can, and come back. */
  private static final class Attackers implements AutoCloseable {
    private final List<Socket> held = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final int console;
    private final int metrics;
    private final String viewer;
    private final CompletableFuture<Void> slowly;
    private int opened;

    Attackers(int console, int metrics, String viewer) {
      this.console = console;
      this.metrics = metrics;
      this.viewer = viewer;
      for (int i = 0; i < FILES; i++) {
        send(HOST, console, "");
      }
      for (int i = 0; i < 100; i++) {
        send(HOST, metrics, "GET /metrics HTTP/1.1\r\nHost: local");
      }
      for (int i = 0; i < 300; i++) {
        send(HOST, console, slowBody());
      }
      assertTrue(opened >= FILES, () -> opened + " connections were opened");
      this.slowly = CompletableFuture.runAsync(this::goOn);
    }

    private String slowBody() {
      return "POST /system/console/ikelb/api/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
          + viewer
          + "\r\nContent-Length: 1000000\r\n\r\n{";
    }

    private void send(String from, int port, String text) {
      try {
        Socket socket = RawHttp.connect(from, HOST, port);
        held.add(socket);
        opened++;
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // Refused, or closed at once: so much the better for ikelb.
      }
    }

    private void goOn() {
      while (!over.get()) {
        for (Socket socket : List.copyOf(held)) {
          try {
            socket.getOutputStream().write(' ');
          } catch (IOException e) {
            held.remove(socket);
          }
        }
        for (int i = 0; i < 20 && held.size() < 2 * FILES; i++) {
          send(OTHER_HOST, console, slowBody());
          send(OTHER_HOST, metrics, "GET /metrics HTTP/1.1\r\nHost: local");
        }
        try {
          TimeUnit.MILLISECONDS.sleep(200); // their pace, nobody waits for it
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    boolean goesOn() {
      return !slowly.isDone();
    }

    @Override
    public void close() throws IOException {
      over.set(true);
      slowly.join();
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static long descriptors(RunningIkelb running) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + running.pid() + "/fd"))) {
      return open.count();
    }
  }

  @Test
  void loginsTunnelsMetricsAndConsoleGoOnWhateverIsHeldAndSentByHalves() throws Exception {
    try (CrowdedIkelb lab = CrowdedIkelb.guarded(directory)) {
      UnpackedIkelb unpacked =
          lab.unpacked().through("sh", "-c", "ulimit -n " + FILES + "; exec \"$0\" \"$@\"");
      WebConsole console = WebConsole.of(unpacked);
      WebConsole.addUsers(unpacked.home(), WebConsole.user("anna", "view", "secret"));
      String viewer = WebConsole.basic("anna", "secret");
      try (RunningIkelb running = unpacked.startAndAwaitReady()) {
        console.awaitPage("ikelb");
        assertEquals(200, console.get("ikelb/api/dashboard", viewer).statusCode());
        running.awaitOutput("event=metrics-served");
        Matcher served = METRICS.matcher(running.output());
        assertTrue(served.find(), running::output);
        int metrics = Integer.parseInt(served.group(1));
        lab.crowd().dial(LOGINS);

        try (Attackers attackers = new Attackers(console.root().getPort(), metrics, viewer)) {
          long open = descriptors(running);
          assertTrue(open <= RESERVE + LOGINS, () -> open + " descriptors");
          List<CompletableFuture<HttpResponse<String>>> checks = checks(console, viewer);
          for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            String scraped = RawHttp.ask(RawHttp.connect(HOST, metrics), "/metrics", HOST);
            assertTrue(scraped.startsWith("HTTP/1.1 200 "), scraped);
            long scrapedAfter = System.nanoTime() - began;
            assertEquals(200, console.get("ikelb/api/dashboard", console.admin()).statusCode());
            System.out.printf(
                "attacked: /metrics after %d ms, dashboard after %d ms, %d descriptors%n",
                scrapedAfter / 1_000_000,
                (System.nanoTime() - began - scrapedAfter) / 1_000_000,
                descriptors(running));
            lab.crowd().dial(LOGINS / 5); // fails if one of them gets no answer
          }
          assertEquals(2 * LOGINS, lab.crowd().echo());
          for (CompletableFuture<HttpResponse<String>> check : checks) {
            assertTrue(
                check
                    .get(5, TimeUnit.MINUTES)
                    .body()
                    .contains("and more, which were not looked for"));
          }
          assertTrue(attackers.goesOn());
          long after = descriptors(running);
          assertTrue(after <= RESERVE + 2 * LOGINS, () -> after + " descriptors");
        }
        String warnings = running.ikelb("warnings").done().out();
        assertFalse(warnings.contains("state-store-failed"), warnings);
        assertFalse(running.output().contains(" ERROR "), running::output);
        assertEquals(2 * LOGINS, lab.crowd().echo());
      }
    }
  }

  /** Four times a megabyte of names that lead nowhere. */
  private static List<CompletableFuture<HttpResponse<String>>> checks(
      WebConsole console, String viewer) {
    String names =
        IntStream.range(0, 12_000)
            .mapToObj(i -> "\"" + "a".repeat(58) + i + "\"")
            .collect(Collectors.joining(","));
    String pools =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "\"" + "b".repeat(30) + i + "\":{\"gateways\":{}}")
            .collect(Collectors.joining(","));
    String text =
        """
        { "version": 1, "virtualServers": {}, "pools": { %s },
          "persistencyGroups": { "g": { "strategy": "ike-spi", "virtualServers": [ %s ] } } }
        """
            .formatted(pools, names);
    return IntStream.range(0, 4)
        .mapToObj(
            i ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return console.post("ikelb/api/check", viewer, text);
                      } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }))
        .toList();
  }
}
