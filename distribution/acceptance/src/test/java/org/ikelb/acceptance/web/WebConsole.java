package org.ikelb.acceptance.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.UnpackedIkelb;

/**
 * The Web Console of an unpacked ikelb, on a port of its own.
 *
 * <p>For one test thread.
 */
public final class WebConsole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern URL = Pattern.compile("event=web-console url=(\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path home;
  private final URI root;

  private WebConsole(Path home, URI root) {
    this.home = home;
    this.root = root;
  }

  /** Of an ikelb that is not started yet. */
  public static WebConsole of(UnpackedIkelb unpacked) throws IOException {
    int port = freePort();
    unpacked.setting("org.osgi.service.http.port", String.valueOf(port));
    return new WebConsole(
        unpacked.home(), URI.create("http://127.0.0.1:" + port + "/system/console/"));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Of an ikelb that runs, perhaps in another network namespace. */
  static WebConsole at(Path home, String logged) {
    Matcher url = URL.matcher(logged);
    if (!url.find()) {
      throw new IllegalStateException("no Web Console yet:\n" + logged);
    }
    return new WebConsole(home, URI.create(url.group(1)));
  }

  /** Waits until the page answers admin. */
  public WebConsole awaitPage(String page) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get(page, admin()).statusCode() == 200);
    return this;
  }

  URI root() {
    return root;
  }

  Path passwordFile() {
    return home.resolve("state/console.password");
  }

  /** The header of admin. */
  public String admin() throws IOException {
    return basic("admin", Files.readString(passwordFile()).strip());
  }

  /** A line of {@code state/console.users}. */
  static String user(String name, String role, String password) throws GeneralSecurityException {
    byte[] salt = name.repeat(4).getBytes(StandardCharsets.UTF_8);
    byte[] hash =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 256))
            .getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    return "%s %s pbkdf2-sha256:1000:%s:%s%n"
        .formatted(name, role, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** Lets others than admin log in; before the first start, too. */
  static void addUsers(Path home, String... lines) throws IOException {
    Path users = Files.createDirectories(home.resolve("state")).resolve("console.users");
    Files.writeString(users, String.join("", lines));
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
  }

  static String basic(String name, String password) {
    byte[] bytes = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  public HttpResponse<String> get(String path, String authorization)
      throws IOException, InterruptedException {
    return send(request(path, Optional.of(authorization)).GET());
  }

  HttpResponse<String> getAsNobody(String path) throws IOException, InterruptedException {
    return send(request(path, Optional.empty()).GET());
  }

  /** Posts a form or a text; headers are name, value, name, value. */
  HttpResponse<String> post(String path, String authorization, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, Optional.of(authorization));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path, Optional<String> authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(30));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }
}
