package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One page of a headless Chromium. Everything the page complains of is kept.
 *
 * <p>For one test thread; what the browser says arrives on another.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HEIGHT = 900;
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");

  private static final String MISSING =
      "\n\n==== NO CHROMIUM: THE WEB PAGES ARE NOT TESTED. apt-get install chromium ====\n\n";

  private final Process process;
  private final DevTools tools;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** What a page has asked the user; each question is answered with yes. */
  private final List<String> questions = new CopyOnWriteArrayList<>();

  private Browser(Process process) {
    this.process = process;
    this.tools = new DevTools(process.getInputStream(), process.getOutputStream(), this::take);
  }

  /** Skips the tests loudly where there is none; with {@code CI=true} that is a failure. */
  static void mustBeInstalled() {
    if (NAMES.stream().noneMatch(Browser::isProgram)) {
      System.out.println(MISSING);
      assertFalse(Boolean.parseBoolean(System.getenv("CI")), MISSING);
      assumeTrue(false, MISSING);
    }
  }

  /**
   * Starts it with a profile of its own.
   *
   * @param prefix of the command: {@code ip netns exec NAME}; empty: none
   */
  static Browser start(Path profile, List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    // It reads from descriptor 3 and writes to 4.
    command.addAll(List.of("/bin/sh", "-c", "exec \"$@\" 3<&0 4>&1 </dev/null >&2", "sh"));
    command.add(NAMES.stream().filter(Browser::isProgram).findFirst().orElseThrow());
    command.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox", // as root, in a container
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--remote-debugging-pipe",
            "--user-data-dir=" + profile,
            "about:blank"));
    Browser browser =
        new Browser(
            new ProcessBuilder(command)
                .redirectError(profile.resolve("output.log").toFile())
                .start());
    browser.tools.attachTo(
        Awaitility.await().atMost(PATIENCE).until(browser::page, page -> !page.isEmpty()));
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
      browser.tools.call(domain + ".enable");
    }
    return browser;
  }

  private static boolean isProgram(String name) {
    return Files.isExecutable(Path.of("/usr/bin", name));
  }

  private String page() {
    for (JsonElement target : tools.call("Target.getTargets").getAsJsonArray("targetInfos")) {
      if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
        return target.getAsJsonObject().get("targetId").getAsString();
      }
    }
    return "";
  }

  /** Sends this header with every request. */
  void authorize(String authorization) {
    JsonObject parameters = new JsonObject();
    parameters.add("headers", json(Map.of("Authorization", authorization)));
    tools.call("Network.setExtraHTTPHeaders", parameters);
  }

  void show(URI address) {
    tools.call("Page.navigate", json(Map.of("url", address.toString())));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The width in CSS pixels and the colours that pages see. */
  void look(int width, boolean dark) {
    size(width, HEIGHT);
    JsonArray features = new JsonArray();
    features.add(json(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")));
    JsonObject parameters = new JsonObject();
    parameters.add("features", features);
    tools.call("Emulation.setEmulatedMedia", parameters);
  }

  private void size(int width, int height) {
    Map<String, Object> metrics =
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600);
    tools.call("Emulation.setDeviceMetricsOverride", json(metrics));
  }

  /** The value of an expression of JavaScript; a promise is awaited. */
  JsonElement value(String expression) {
    JsonObject answer =
        tools.call(
            "Runtime.evaluate",
            json(Map.of("expression", expression, "awaitPromise", true, "returnByValue", true)));
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
        .pollInterval(Duration.ofMillis(50))
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

  /** Puts another value into a field, as if somebody had typed it. */
  void type(String selector, String value) {
    value(
        "(field => { field.value = %s; field.dispatchEvent(new Event('input')); })(document.querySelector(\"%s\"))"
            .formatted(new JsonPrimitive(value), selector));
  }

  /** Chooses a file in a form. */
  void choose(String selector, Path file) {
    JsonObject root = tools.call("DOM.getDocument").getAsJsonObject("root");
    JsonObject query =
        json(Map.of("nodeId", root.get("nodeId").getAsNumber(), "selector", selector));
    JsonObject parameters = tools.call("DOM.querySelector", query);
    JsonArray files = new JsonArray();
    files.add(file.toString());
    parameters.add("files", files);
    tools.call("DOM.setFileInputFiles", parameters);
  }

  /** Puts what is downloaded into this directory. */
  void downloadTo(Path directory) {
    tools.call(
        "Page.setDownloadBehavior",
        json(Map.of("behavior", "allow", "downloadPath", directory.toString())));
  }

  /** The whole page as a picture. */
  void picture(Path file) throws IOException {
    JsonObject content = tools.call("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
    int width = value("innerWidth").getAsInt();
    size(width, Math.max(HEIGHT, content.get("height").getAsInt()));
    JsonObject answer = tools.call("Page.captureScreenshot", json(Map.of("format", "png")));
    size(width, HEIGHT);
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.get("data").getAsString()));
  }

  /**
   * What a page holds.
   *
   * @param heapBytes of JavaScript, after a garbage collection
   * @param nodes of documents, those that are shown no more but still known included
   * @param listeners for events
   */
  record Held(long heapBytes, int nodes, int listeners) {}

  Held held() {
    tools.call("HeapProfiler.collectGarbage");
    JsonObject heap = tools.call("Runtime.getHeapUsage");
    JsonObject counters = tools.call("Memory.getDOMCounters");
    return new Held(
        heap.get("usedSize").getAsLong(),
        counters.get("nodes").getAsInt(),
        counters.get("jsEventListeners").getAsInt());
  }

  /** Exceptions, refused resources, violations of the content policy; since the last call. */
  List<String> complaints() {
    return taken(complaints);
  }

  /** What alert, confirm and the like have said since the last call. */
  List<String> questions() {
    return taken(questions);
  }

  private static List<String> taken(List<String> texts) {
    List<String> all = List.copyOf(texts);
    texts.removeAll(all);
    return all;
  }

  private static JsonObject json(Map<String, ?> members) {
    JsonObject json = new JsonObject();
    members.forEach(
        (name, value) -> {
          if (value instanceof Boolean flag) {
            json.addProperty(name, flag);
          } else if (value instanceof Number number) {
            json.addProperty(name, number);
          } else {
            json.addProperty(name, value.toString());
          }
        });
    return json;
  }

  private void take(JsonObject event) {
    String method = event.get("method").getAsString();
    boolean isError = method.equals("Log.entryAdded") && event.toString().contains("\"error\"");
    if (isError || method.equals("Runtime.exceptionThrown")) {
      complaints.add(event.getAsJsonObject("params").toString());
    } else if (method.equals("Page.javascriptDialogOpening")) {
      questions.add(event.getAsJsonObject("params").get("message").getAsString());
      // Not on this thread, which reads the answer.
      Thread yes =
          new Thread(() -> tools.call("Page.handleJavaScriptDialog", json(Map.of("accept", true))));
      yes.setDaemon(true);
      yes.start();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    helpers.forEach(Browser::end); // they would go on writing into the profile
  }

  private static void end(ProcessHandle helper) {
    helper.destroyForcibly();
    helper.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
