package org.ikelb.acceptance.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One page of a headless Chromium, driven over the DevTools protocol. Everything the page complains
 * of is kept.
 *
 * <p>For one test thread; what the browser says arrives on another.
 */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");

  private final Process process;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder received = new StringBuilder();
  private final WebSocket socket;

  private Browser(Process process, URI page) {
    this.process = process;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, this).join();
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return NAMES.stream().anyMatch(name -> Files.isExecutable(Path.of("/usr/bin", name)));
  }

  /** Starts it with a profile of its own. */
  static Browser start(Path profile) throws IOException, InterruptedException {
    String program =
        NAMES.stream()
            .filter(name -> Files.isExecutable(Path.of("/usr/bin", name)))
            .findFirst()
            .orElseThrow();
    Process process =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox", // as root, in a container
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.log").toFile())
            .start();
    Path ready = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(ready) && Files.readAllLines(ready).size() == 2);
    int port = Integer.parseInt(Files.readAllLines(ready).get(0));
    Browser browser = new Browser(process, firstPage(port));
    Stream.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(method -> browser.call(method, Map.of()));
    return browser;
  }

  private static URI firstPage(int port) {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> page(read(list)), uri -> true);
  }

  private static String read(URI address) throws IOException {
    try (InputStream in = address.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static URI page(String list) {
    for (JsonElement target : JsonParser.parseString(list).getAsJsonArray()) {
      JsonObject page = target.getAsJsonObject();
      if (page.get("type").getAsString().equals("page")) {
        return URI.create(page.get("webSocketDebuggerUrl").getAsString());
      }
    }
    throw new IllegalStateException("no page yet: " + list);
  }

  /** Sends this header with every request. */
  void authorize(String authorization) {
    JsonObject headers = new JsonObject();
    headers.addProperty("Authorization", authorization);
    JsonObject parameters = new JsonObject();
    parameters.add("headers", headers);
    call("Network.setExtraHTTPHeaders", parameters);
  }

  void show(URI address) {
    call("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The width in CSS pixels and the colours that pages see. */
  void look(int width, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    JsonObject colours = new JsonObject();
    colours.addProperty("name", "prefers-color-scheme");
    colours.addProperty("value", dark ? "dark" : "light");
    JsonArray features = new JsonArray();
    features.add(colours);
    JsonObject parameters = new JsonObject();
    parameters.add("features", features);
    call("Emulation.setEmulatedMedia", parameters);
  }

  /** The value of an expression of JavaScript; a promise is awaited. */
  JsonElement value(String expression) {
    JsonObject answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? new JsonObject() : value;
  }

  String text(String selector) {
    return value("document.querySelector(\"" + selector + "\")?.innerText ?? ''").getAsString();
  }

  /** Waits until an expression is true. */
  void await(String expression) {
    Awaitility.await(expression)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> value("!!(" + expression + ")").getAsBoolean());
  }

  void awaitText(String selector, String part) {
    try {
      await("document.querySelector(\"" + selector + "\")?.innerText.includes(\"" + part + "\")");
    } catch (RuntimeException e) {
      throw new AssertionError(selector + " is: " + text(selector) + " " + complaints, e);
    }
  }

  /** Clicks what can be clicked now. */
  void click(String selector) {
    String element = "document.querySelector(\"" + selector + "\")";
    await(element + " && !" + element + ".disabled");
    value(element + ".click()");
  }

  /** The whole page as a picture. */
  void picture(Path file) throws IOException {
    JsonObject answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.get("data").getAsString()));
  }

  /** Exceptions, refused resources, violations of the content policy; since the last call. */
  List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  private JsonObject call(String method, Map<String, Object> parameters) {
    JsonObject json = new JsonObject();
    parameters.forEach(
        (name, value) -> {
          if (value instanceof Boolean flag) {
            json.addProperty(name, flag);
          } else if (value instanceof Number number) {
            json.addProperty(name, number);
          } else {
            json.addProperty(name, value.toString());
          }
        });
    return call(method, json);
  }

  private JsonObject call(String method, JsonObject parameters) {
    int id = ids.incrementAndGet();
    JsonObject request = new JsonObject();
    request.addProperty("id", id);
    request.addProperty("method", method);
    request.add("params", parameters);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(request.toString(), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    received.append(data);
    if (last) {
      JsonObject message = JsonParser.parseString(received.toString()).getAsJsonObject();
      received.setLength(0);
      take(message);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void take(JsonObject message) {
    if (message.has("id")) {
      CompletableFuture<JsonObject> answer = answers.remove(message.get("id").getAsInt());
      if (message.has("error")) {
        answer.completeExceptionally(new IllegalStateException(message.toString()));
      } else {
        answer.complete(message.getAsJsonObject("result"));
      }
      return;
    }
    String method = message.get("method").getAsString();
    boolean isError = method.equals("Log.entryAdded") && message.toString().contains("\"error\"");
    if (isError || method.equals("Runtime.exceptionThrown")) {
      complaints.add(message.getAsJsonObject("params").toString());
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
