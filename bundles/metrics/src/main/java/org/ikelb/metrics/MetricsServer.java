package org.ikelb.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /metrics}, and nothing else.
 *
 * <p>Thread-safe; a slow reader holds one of two threads, and no event loop.
 */
final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final String PATH = "/metrics";
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, MetricsServer::thread);
  private final Supplier<String> scrape;

  private MetricsServer(HttpServer server, Supplier<String> scrape) {
    this.server = server;
    this.scrape = scrape;
  }

  /**
   * Listens until closed.
   *
   * @throws IOException if it cannot
   */
  static MetricsServer open(InetSocketAddress address, Supplier<String> scrape) throws IOException {
    MetricsServer opened = new MetricsServer(HttpServer.create(address, 0), scrape);
    opened.server.setExecutor(opened.workers);
    opened.server.createContext("/", opened::handle);
    opened.server.start();
    return opened;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer(exchange, 404, "text/plain", "see " + PATH + "\n");
      } else if (method.equals("GET") || method.equals("HEAD")) {
        answer(exchange, 200, Exposition.CONTENT_TYPE, scrape.get());
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, "text/plain", "GET only\n");
      }
    } catch (RuntimeException e) {
      LOG.error("event=scrape-failed", e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-metrics");
    thread.setDaemon(true);
    return thread;
  }
}
