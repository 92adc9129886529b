package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Topologies;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under which names ikelb is reached over HTTP and TLS, and under which it is not. */
class HostNamesTest {
  private static final Pattern METRICS = Pattern.compile("event=metrics-served .*port=(\\d+)");
  private static final String CONSOLE = "/system/console/ikelb";

  @TempDir Path directory;

  private static String status(String answer) {
    return answer.lines().findFirst().orElse("").replaceFirst("^HTTP/1.1 (\\d+).*", "$1");
  }

  @Test
  void asTheDocumentationSays() throws Exception {
    int plain = WebConsole.freePort();
    int tls = WebConsole.freePort();
    Path keys = KeyStores.with(directory.resolve("console.p12"), "dns:balancer.example");
    UnpackedIkelb unpacked =
        UnpackedIkelb.in(Files.createDirectories(directory.resolve("ikelb")))
            .topology(Topologies.onLoopback())
            .setting("org.osgi.service.http.port", String.valueOf(plain))
            .setting("org.apache.felix.https.enable", "true")
            .setting("org.osgi.service.http.port.secure", String.valueOf(tls))
            .setting("org.apache.felix.https.keystore", keys.toString())
            .setting("org.apache.felix.https.keystore.password", KeyStores.PASSWORD)
            .setting("ikelb.http.hosts", "balancer.example");
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.awaitOutput("event=web-console url=http://127.0.0.1:" + plain);
      running.awaitOutput("event=metrics-served");
      Matcher served = METRICS.matcher(running.output());
      assertTrue(served.find(), running::output);
      int metrics = Integer.parseInt(served.group(1));

      for (String host : new String[] {"127.0.0.1:8500", "localhost", "balancer.example:8500"}) {
        assertEquals("401", status(ask(plain, CONSOLE, host)), host);
        assertEquals("200", status(ask(metrics, "/metrics", host)), host);
      }
      // A page of evil.example whose name points here since a moment ago.
      String console = ask(plain, CONSOLE, "evil.example:8500");
      assertEquals("421", status(console), console);
      assertTrue(console.contains("ikelb.http.hosts"), console);
      assertEquals("421", status(ask(metrics, "/metrics", "evil.example:9464")));
      assertEquals("421", status(ask(plain, "/no/such/page", "evil.example:8500")));

      String root = ask(plain, "/", "127.0.0.1:" + plain);
      assertEquals("302", status(root), root);
      assertTrue(root.contains("Location: " + CONSOLE), root);
      assertEquals("404", status(ask(plain, "/favicon.ico", "127.0.0.1")));
      assertFalse(root.contains("Strict-Transport-Security"), root);

      String byAddress =
          RawHttp.ask(RawHttp.connectTls("127.0.0.1", tls), CONSOLE, "127.0.0.1:" + tls);
      assertEquals("401", status(byAddress), byAddress);
      assertTrue(byAddress.contains("Strict-Transport-Security: max-age=31536000"), byAddress);

      foreignRequestsAreSaidOnce(plain, running);
    }
  }

  private static String ask(int port, String path, String host) throws Exception {
    return RawHttp.ask(RawHttp.connect("127.0.0.1", port), path, host);
  }

  private static void foreignRequestsAreSaidOnce(int port, RunningIkelb running) throws Exception {
    for (int i = 0; i < 50; i++) {
      String head =
          "POST %s/api/check HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n"
              .formatted(CONSOLE);
      try (var connection = RawHttp.connect("127.0.0.1", port)) {
        connection
            .getOutputStream()
            .write(
                (head + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        assertEquals(
            "403",
            status(
                new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)));
      }
    }
    long lines =
        running.output().lines().filter(it -> it.contains("console-foreign-request")).count();
    assertTrue(lines >= 1 && lines <= 2, () -> lines + " lines"); // once a minute
  }
}
