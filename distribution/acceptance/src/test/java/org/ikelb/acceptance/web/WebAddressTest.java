package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.Topologies;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the Web Console is, and what is said if it is not. */
class WebAddressTest {
  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
  }

  @Test
  void theLogSaysWhereItIsAndWhereThePasswordIs() throws Exception {
    WebConsole console = WebConsole.of(unpacked);
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.awaitOutput("event=web-console url=" + console.root());
      running.awaitOutput("event=console-password-made user=admin file=" + console.passwordFile());

      assertFalse(
          running.output().contains(Files.readString(console.passwordFile()).strip()),
          "the log must not hold the password");
    }
  }

  @Test
  void speaksTlsWithAKeyStore() throws Exception {
    int port = WebConsole.freePort();
    int plain = WebConsole.freePort();
    Path keys = KeyStores.with(directory.resolve("console.p12"), "ip:127.0.0.1");
    unpacked
        .setting("org.apache.felix.http.enable", "false")
        .setting("org.apache.felix.https.enable", "true")
        .setting("org.osgi.service.http.port", String.valueOf(plain))
        .setting("org.osgi.service.http.port.secure", String.valueOf(port))
        .setting("org.apache.felix.https.keystore", keys.toString())
        .setting("org.apache.felix.https.keystore.password", KeyStores.PASSWORD);
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      running.awaitOutput("event=web-console url=https://127.0.0.1:" + port + "/");
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
      URI page = URI.create("https://127.0.0.1:" + port + "/system/console/ikelb");

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertEquals(401, status(client, page, "Basic nobody")));
      Path password = unpacked.home().resolve("state/console.password");
      String admin = WebConsole.basic("admin", Files.readString(password).strip());
      assertEquals(200, status(client, page, admin));
      for (int spokenPlainly : new int[] {plain, port}) {
        URI http = URI.create("http://127.0.0.1:" + spokenPlainly + page.getPath());
        assertThrows(IOException.class, () -> answered(client, http, admin));
      }
    }
  }

  private static int status(HttpClient client, URI page, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(page)
            .header("Authorization", authorization)
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Fails if it is answered with something other than an error. */
  private static void answered(HttpClient client, URI page, String authorization) throws Exception {
    int status = status(client, page, authorization);
    if (status >= 400) {
      throw new IOException("refused with status " + status);
    }
  }

  private static SSLContext trusting(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, KeyStores.PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("console", store.getCertificate("console"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void balancesAndWarnsWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unpacked.setting("org.osgi.service.http.port", String.valueOf(taken.getLocalPort()));
      try (RunningIkelb running = unpacked.startAndAwaitReady()) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> running.ikelb("warnings").out().contains("web-console-closed"));
        assertEquals(0, running.ikelb("status").exit());
      }
    }
  }
}
