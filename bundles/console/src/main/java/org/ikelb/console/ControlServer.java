package org.ikelb.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers verbs over a unix domain socket.
 *
 * <pre>
 *   request   ["gateways","vpn"]\n        one line, a JSON array of strings, UTF-8
 *   answer    oGATEWAY  ADDRESS ...\n     o: a line for standard output
 *             eno pool "vnp"\n            e: a line for standard error
 *             x2\n                        x: the exit code, last; then the connection ends
 * </pre>
 *
 * <p>Thread-safe. One thread accepts, at most {@link Limits#connections} serve one client each.
 */
final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private final PrivateSocket socket;
  private final Function<List<String>, Output> verbs;
  private final Limits limits;
  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService deadlines;
  private final Thread acceptor;

  /**
   * What a client may cost.
   *
   * @param connections served at once; twice as many wait, more are turned away
   * @param requestBytes the longest request
   * @param requestTime how long a client may take to send its request
   * @param answerTime how long it may take to read its answer; somebody may page through it
   */
  record Limits(int connections, int requestBytes, Duration requestTime, Duration answerTime) {
    static final Limits DEFAULT =
        new Limits(8, 64 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  private ControlServer(PrivateSocket socket, Function<List<String>, Output> verbs, Limits limits) {
    this.socket = socket;
    this.verbs = verbs;
    this.limits = limits;
    this.workers =
        new ThreadPoolExecutor(
            limits.connections(),
            limits.connections(),
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(2 * limits.connections()),
            task -> daemon(task, "ikelb-control"));
    this.workers.allowCoreThreadTimeOut(true);
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ikelb-control-deadline"));
    this.acceptor = daemon(this::acceptAll, "ikelb-control-accept");
  }

  /**
   * Opens the socket and serves it until closed.
   *
   * @throws IOException if it cannot be opened; the message is for the administrator
   */
  static ControlServer open(Path path, Function<List<String>, Output> verbs, Limits limits)
      throws IOException {
    ControlServer server = new ControlServer(PrivateSocket.bind(path), verbs, limits);
    server.acceptor.start();
    return server;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("event=control-socket-close-failed problem=\"{}\"", e.toString());
    }
    workers.shutdown();
    deadlines.shutdownNow();
  }

  private void acceptAll() {
    while (socket.isOpen()) {
      try {
        hand(socket.accept());
      } catch (IOException e) {
        if (socket.isOpen()) {
          LOG.warn("event=control-accept-failed problem=\"{}\"", e.toString());
          pause();
        }
      }
    }
  }

  private void hand(SocketChannel client) throws IOException {
    try {
      workers.execute(() -> serve(client));
    } catch (RejectedExecutionException e) {
      try (client) {
        // fits into the socket's buffer, so it does not block
        write(client, failure("too many commands run already; try again"));
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      write(client, answer(client));
    } catch (IOException | RuntimeException e) {
      LOG.debug("event=control-client-lost problem=\"{}\"", e.toString());
    }
  }

  private Output answer(SocketChannel client) throws IOException {
    List<String> words;
    Future<?> deadline = closeAfter(limits.requestTime(), client);
    try {
      words = ControlRequest.read(client, limits.requestBytes());
    } catch (ControlRequest.Malformed e) {
      return failure(String.valueOf(e.getMessage()));
    } finally {
      deadline.cancel(false);
    }
    return verbs.apply(words);
  }

  private void write(SocketChannel client, Output output) throws IOException {
    StringBuilder text = new StringBuilder();
    output.out().forEach(line -> append(text, 'o', line));
    output.err().forEach(line -> append(text, 'e', line));
    append(text, 'x', String.valueOf(output.exit()));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    Future<?> deadline = closeAfter(limits.answerTime(), client);
    try {
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
    } finally {
      deadline.cancel(false);
    }
    discardRest(client);
  }

  /** Closing with unread input would reset the connection, which a reader to its end would see. */
  private static void discardRest(SocketChannel client) throws IOException {
    client.configureBlocking(false);
    ByteBuffer rest = ByteBuffer.allocate(16 * 1024);
    for (int reads = 0; reads < 16 && client.read(rest) > 0; reads++) {
      rest.clear();
    }
  }

  private static void append(StringBuilder text, char kind, String line) {
    line.lines().forEach(part -> text.append(kind).append(part).append('\n'));
    if (line.isEmpty()) {
      text.append(kind).append('\n');
    }
  }

  /** Closing the channel ends a read or write that another thread waits in. */
  private Future<?> closeAfter(Duration time, SocketChannel client) {
    return deadlines.schedule(
        () -> {
          client.close();
          return null;
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Output failure(String reason) {
    return new Output(ExitCode.REFUSED.number(), List.of(), List.of(reason));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
