package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.Demonstration;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in the Web Console, while the demo's clients are connected. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebConsoleTest {
  private static final String VIEWER = WebConsole.basic("vera", "sees");
  private static final String OPERATOR = WebConsole.basic("oskar", "operates");
  private static final int LAST = 9;

  @TempDir static Path directory;
  private static RunningIkelb demo;
  private static WebConsole console;

  @BeforeAll
  static void start() throws Exception {
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory);
    console = WebConsole.of(unpacked);
    WebConsole.addUsers(
        unpacked.home(),
        WebConsole.user("vera", "view", "sees"),
        WebConsole.user("oskar", "operate", "operates"),
        documentedUser("berta"));
    demo = Demonstration.toldBy(unpacked);
    console.awaitPage("ikelb");
  }

  @AfterAll
  static void end() {
    demo.close();
  }

  /** An operator, whose line is made by the command in docs/web-console.md. */
  private static String documentedUser(String name) throws Exception {
    String command =
        Files.readAllLines(Path.of("../../docs/web-console.md")).stream()
            .filter(line -> line.startsWith("python3 "))
            .findFirst()
            .orElseThrow();
    // A session of its own: no terminal, so the password is read from standard input.
    Process process =
        new ProcessBuilder("setsid", "-w", "/bin/sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("knows\n".getBytes(StandardCharsets.UTF_8));
    }
    String hashed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return name + " operate " + hashed.strip() + "\n";
  }

  private static String bundle(String symbolicName) throws Exception {
    String json = console.get("bundles.json", console.admin()).body();
    int at = json.indexOf("\"symbolicName\":\"" + symbolicName + "\"");
    assertTrue(at > 0, json);
    return json.substring(json.lastIndexOf("{\"id\":", at), json.indexOf("}", at));
  }

  private static String id(String bundle) {
    return bundle.replaceFirst("^\\{\"id\":(\\d+),.*", "$1");
  }

  @Test
  @Order(1)
  void thePasswordIsTheSingleLineOfAFileOfItsOwner() throws Exception {
    Path file = console.passwordFile();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(1, Files.readAllLines(file).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ikelb", "ikelb/api/dashboard", "ikelb/res/style.css", "bundles"})
  @Order(1)
  void nothingIsShownToNobody(String path) throws Exception {
    HttpResponse<String> response = console.getAsNobody(path);

    assertEquals(401, response.statusCode());
    assertTrue(response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
  }

  @Test
  @Order(1)
  void theUsualDefaultPasswordIsWrong() throws Exception {
    assertEquals(401, console.get("bundles", WebConsole.basic("admin", "admin")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundles", "services", "components", "configMgr", "logs", "ikelb"})
  @Order(1)
  void theStandardPagesAndOursAreThere(String page) throws Exception {
    HttpResponse<String> response = console.get(page, console.admin());

    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("</html>"), response::body);
    assertEquals("DENY", response.headers().firstValue("X-Frame-Options").orElse(""));
  }

  @Test
  @Order(1)
  void theDocumentedCommandMakesAUser() throws Exception {
    assertEquals(200, console.get("ikelb", WebConsole.basic("berta", "knows")).statusCode());
    assertEquals(401, console.get("ikelb", WebConsole.basic("berta", "guess")).statusCode());
  }

  @Test
  @Order(1)
  void aViewerSeesAndChangesNothing() throws Exception {
    assertEquals(200, console.get("ikelb/api/dashboard", VIEWER).statusCode());
    assertEquals(200, console.get("bundles", VIEWER).statusCode());
    assertEquals(403, console.get("configMgr", VIEWER).statusCode());
    String drain = "ikelb/api/gateway?gateway=vpn/vpn1&state=drain";

    HttpResponse<String> refused = console.post(drain, VIEWER, "");
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("operate"), refused::body);
    assertEquals(404, console.get(drain, OPERATOR).statusCode());
    assertFalse(demo.ikelb("gateways", "--json").out().contains("\"drain\""));
  }

  @Test
  @Order(2)
  void anOperatorDrainsButInstallsAndAppliesNothing() throws Exception {
    String gateway = "ikelb/api/gateway?gateway=vpn/vpn1&state=";

    assertEquals(200, console.post(gateway + "drain", OPERATOR, "").statusCode());
    assertTrue(demo.ikelb("gateways", "--json").out().contains("\"drain\""));
    assertEquals(200, console.post(gateway + "ready", OPERATOR, "").statusCode());
    assertEquals(422, console.post(gateway + "--help", OPERATOR, "").statusCode());
    assertEquals(403, console.post("bundles", OPERATOR, "action=refreshPackages").statusCode());
    for (String change : new String[] {"apply", "confirm", "undo", "save"}) {
      assertEquals(403, console.post("ikelb/api/" + change, OPERATOR, "{}").statusCode(), change);
      assertEquals(403, console.post("ikelb/api/" + change, VIEWER, "{}").statusCode(), change);
    }
    for (String page : new String[] {"bundles/5", "components/1", "configMgr/x", "vmstat"}) {
      assertEquals(403, console.post(page, OPERATOR, "action=stop").statusCode(), page);
    }
    assertEquals(403, console.get("configMgr", OPERATOR).statusCode());
    assertEquals(200, console.post("logs", VIEWER, "minLevel=4").statusCode(), "how it is read");
    assertEquals(200, console.get("services.json", VIEWER).statusCode());
  }

  @Test
  @Order(2)
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    String stop = "bundles/" + id(bundle("com.google.gson"));
    String drain = "ikelb/api/gateway?gateway=vpn/vpn1&state=drain";
    String form = "application/x-www-form-urlencoded";
    String[][] foreign = {
      {"Content-Type", form, "Origin", "http://evil.example"},
      {"Content-Type", form, "Origin", "null"},
      {"Content-Type", form, "Sec-Fetch-Site", "cross-site"},
      {"Content-Type", form, "Sec-Fetch-Site", "same-site"},
    };
    for (String[] headers : foreign) {
      for (String path : List.of(stop, "configMgr", drain, "ikelb/api/apply", "ikelb/api/undo")) {
        HttpResponse<String> response = console.post(path, console.admin(), "action=stop", headers);
        assertEquals(403, response.statusCode(), () -> path + String.join(" ", headers));
      }
    }
    assertFalse(demo.ikelb("gateways", "--json").out().contains("\"drain\""));
    assertTrue(bundle("com.google.gson").contains("Active"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ikelb/../../../../../etc/passwd",
        "ikelb/res/../../../../state/console.password",
        "ikelb/res/..%2f..%2fconsole.password",
        "ikelb/res/%2e%2e/%2e%2e/console.password",
        "ikelb/res/%252e%252e/console.password",
        "ikelb/res/..%5c..%5cconsole.password",
        "ikelb/res//etc/passwd",
        "res/..%2f..%2f..%2fstate/console.password",
        "bundles/res/../../../state/console.password",
        "ikelb/api/export?product=..%2f..%2fstate%2fconsole.password",
        "ikelb/api/export?product=citrix&form=..%2fstate%2fconsole.password",
        "ikelb/api/session?id=..%2f..%2fconsole.password",
        "ikelb/res/style.css%00.html",
        "ikelb/dashboard.html",
        "ikelb/api/unheard-of"
      })
  @Order(2)
  void noPathLeadsElsewhere(String path) throws Exception {
    HttpResponse<String> response = console.get(path, console.admin());

    assertTrue(response.statusCode() >= 400, () -> response.statusCode() + response.body());
    assertFalse(response.body().contains(Files.readString(console.passwordFile()).strip()));
  }

  @Test
  @Order(2)
  void noParameterBecomesAnOption() throws Exception {
    String out = "ikelb/api/export?product=--out%3D/tmp/x";

    assertEquals(404, console.get(out, console.admin()).statusCode());
    assertEquals(404, console.post("ikelb/api/close?id=--yes", OPERATOR, "").statusCode());
  }

  @Test
  @Order(3)
  void aBundleIsInstalledWhileTrafficFlows() throws Exception {
    long before = forwarded();
    int sessions = sessions();

    assertTrue(install("com.example.fresh").statusCode() < 400);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertTrue(bundle("com.example.fresh").contains("Active")));
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> forwarded() > before);
    assertEquals(sessions, sessions());
  }

  /** As the page Configuration does it, which knows the fields from the bundle. */
  @Test
  @Order(3)
  void theMetricsMoveToAnotherPortWithoutARestart() throws Exception {
    String page = "configMgr/org.ikelb.metrics";
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String form =
        "apply=true&action=ajaxConfigManager&propertylist=address%2Cport&address=127.0.0.1&port=";

    assertTrue(console.get("configMgr", console.admin()).body().contains("ikelb metrics"));
    int status =
        console
            .post(
                page,
                console.admin(),
                form + port,
                "Content-Type",
                "application/x-www-form-urlencoded")
            .statusCode();
    assertTrue(status < 400, () -> "status " + status);

    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () ->
                new String(metrics.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8)
                    .contains("ikelb_build_info"));
  }

  private static HttpResponse<String> install(String symbolicName) throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Manifest-Version", "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", symbolicName);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    new JarOutputStream(jar, manifest).close();

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "name=\"action\"", "install".getBytes(StandardCharsets.UTF_8));
    part(body, "name=\"bundlestart\"", "start".getBytes(StandardCharsets.UTF_8));
    part(body, "name=\"bundlefile\"; filename=\"fresh.jar\"", jar.toByteArray());
    body.writeBytes("--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return console.send(
        console
            .request("bundles", Optional.of(console.admin()))
            .header("Content-Type", "multipart/form-data; boundary=cut")
            .header("Origin", console.root().resolve("/").toString().replaceFirst("/$", ""))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** One of a multipart/form-data body. */
  private static void part(ByteArrayOutputStream body, String name, byte[] content) {
    String head = "--cut\r\nContent-Disposition: form-data; " + name + "\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static long forwarded() throws Exception {
    String json = console.get("ikelb/api/dashboard", VIEWER).body();
    return Long.parseLong(
        json.replaceFirst("(?s).*?\"fromClients\": \\{.*?\"forwarded\": (\\d+).*", "$1"));
  }

  private static int sessions() throws Exception {
    String json = console.get("ikelb/api/sessions?state=established", VIEWER).body();
    return json.split("\"persistencyGroup\"", -1).length - 1;
  }

  @Test
  @Order(LAST)
  void whoGuessesIsSlowedDownButLocksNobodyOut() throws Exception {
    String wrong = WebConsole.basic("vera", "guess");
    int status = 0;
    for (int i = 0; i < 10 && status != 429; i++) {
      status = console.get("ikelb", wrong).statusCode();
    }

    assertEquals(429, status);
    assertEquals(429, console.get("ikelb", WebConsole.basic("admin", "guess")).statusCode());
    assertNotEquals(429, console.get("ikelb", console.admin()).statusCode());
    assertEquals(200, console.get("ikelb", VIEWER).statusCode());
  }
}
