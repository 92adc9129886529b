package org.ikelb.acceptance.web;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The DevTools protocol over a pair of pipes: messages in JSON, a NUL behind each. Unlike a port,
 * pipes reach a browser in another network namespace.
 *
 * <p>Thread-safe; a thread of its own reads, until the browser ends.
 */
final class DevTools {
  private static final int PATIENCE_SECONDS = 60;

  private final InputStream from;
  private final OutputStream to;
  private final Consumer<JsonObject> events;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private volatile Optional<String> session = Optional.empty();

  DevTools(InputStream from, OutputStream to, Consumer<JsonObject> events) {
    this.from = from;
    this.to = to;
    this.events = events;
    Thread reader = new Thread(this::read, "devtools");
    reader.setDaemon(true);
    reader.start();
  }

  /** From now on calls go to this page instead of the browser. */
  void attachTo(String target) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("targetId", target);
    parameters.addProperty("flatten", true);
    session = Optional.of(call("Target.attachToTarget", parameters).get("sessionId").getAsString());
  }

  JsonObject call(String method) {
    return call(method, new JsonObject());
  }

  JsonObject call(String method, JsonObject parameters) {
    int id = ids.incrementAndGet();
    JsonObject request = new JsonObject();
    request.addProperty("id", id);
    request.addProperty("method", method);
    request.add("params", parameters);
    session.ifPresent(page -> request.addProperty("sessionId", page));
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(id, answer);
    send(request);
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private synchronized void send(JsonObject request) {
    try {
      to.write(request.toString().getBytes(StandardCharsets.UTF_8));
      to.write(0);
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == 0) {
            take(message.toString(StandardCharsets.UTF_8));
            message.reset();
          } else {
            message.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      return; // the browser has ended
    }
  }

  private void take(String text) {
    JsonObject message = JsonParser.parseString(text).getAsJsonObject();
    if (!message.has("id")) {
      events.accept(message);
      return;
    }
    CompletableFuture<JsonObject> answer = answers.remove(message.get("id").getAsInt());
    if (message.has("error")) {
      answer.completeExceptionally(new IllegalStateException(text));
    } else {
      answer.complete(message.getAsJsonObject("result"));
    }
  }
}
