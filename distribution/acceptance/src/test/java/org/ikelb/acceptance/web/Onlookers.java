package org.ikelb.acceptance.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Dashboards that are open somewhere, in fast motion: what their pages ask for, with shorter
 * pauses, over one kept connection each.
 *
 * <p>Threads of its own ask; the counts are for any.
 */
final class Onlookers implements AutoCloseable {
  private static final String ASKED = "ikelb/api/dashboard";

  private final ExecutorService threads;
  private final Future<?>[] dashboards;
  private final AtomicInteger left;
  private final Duration pause;

  /**
   * Begins to ask.
   *
   * @param dashboards how many ask at the same time
   * @param requests that they make in all
   * @param pause behind each request
   */
  Onlookers(WebConsole console, int dashboards, int requests, Duration pause) {
    this.pause = pause;
    this.left = new AtomicInteger(requests);
    this.threads = Executors.newFixedThreadPool(dashboards);
    this.dashboards =
        IntStream.range(0, dashboards)
            .mapToObj(i -> threads.submit(() -> look(console)))
            .toArray(Future<?>[]::new);
  }

  private Void look(WebConsole console) throws Exception {
    String admin = console.admin();
    while (left.getAndDecrement() > 0) {
      HttpResponse<String> response = console.get(ASKED, admin);
      if (response.statusCode() != 200 || !response.body().contains("\"virtualServers\"")) {
        throw new AssertionError(response.statusCode() + " " + response.body());
      }
      List<String> cookies = response.headers().allValues("Set-Cookie");
      if (cookies.stream().anyMatch(cookie -> cookie.contains("SESSION"))) {
        throw new AssertionError("a session that nobody ends: " + cookies);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
    return null;
  }

  boolean haveSeenAll() {
    return IntStream.range(0, dashboards.length).allMatch(i -> dashboards[i].isDone());
  }

  /** Fails if one of them was answered badly. */
  void mustHaveSeenAll() throws Exception {
    for (Future<?> dashboard : dashboards) {
      dashboard.get(60, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    left.set(0);
    threads.shutdownNow();
  }
}
