package org.ikelb.console;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Output;
import org.ikelb.console.peer.Doorkeeper;
import org.ikelb.console.peer.Peer;
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
 *
 *   ["shell"]\n                           after its x0 the connection stays for a conversation:
 *   ["execute","gateways | grep down"]\n  a line of Gogo; answered as above
 *   ["complete","gateways v"]\n           what the last word could become, one o line each; x0
 * </pre>
 *
 * A stranger is refused, in the shape of an answer, before anything is read.
 *
 * <p>The first word of a request may be {@code --directory=DIR}, see {@link
 * org.ikelb.console.verb.Verbs#run}.
 *
 * <p>Thread-safe. One thread accepts, at most {@link Limits#connections} serve one client each.
 */
final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final String DIRECTORY = "--directory=";
  private static final String SHELL = "shell";

  private final ListeningSocket socket;
  private final Doorkeeper doorkeeper;
  private final Verbs verbs;
  private final Shell.Factory shells;
  private final Limits limits;
  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService deadlines;
  private final Thread acceptor;
  private final Set<SocketChannel> conversations = ConcurrentHashMap.newKeySet();

  /**
   * What a client may cost.
   *
   * @param connections served at once; twice as many wait, more are turned away
   * @param shells of these; so somebody who leaves shells open locks nobody out
   * @param requestBytes the longest request
   * @param requestTime how long a client may take to send its first request
   * @param answerTime how long it may take to read its answer; somebody may page through it
   */
  record Limits(
      int connections, int shells, int requestBytes, Duration requestTime, Duration answerTime) {
    static final Limits DEFAULT =
        new Limits(32, 16, 64 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  /** Carries out a request; the listener gets lines for standard error before the answer. */
  @FunctionalInterface
  interface Verbs {
    Output run(Caller caller, List<String> words, Consumer<String> listener);
  }

  private ControlServer(
      ListeningSocket socket,
      Doorkeeper doorkeeper,
      Verbs verbs,
      Shell.Factory shells,
      Limits limits) {
    this.socket = socket;
    this.doorkeeper = doorkeeper;
    this.verbs = verbs;
    this.shells = shells;
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

  /** Serves a socket until closed. */
  static ControlServer serve(
      ListeningSocket socket,
      Doorkeeper doorkeeper,
      Verbs verbs,
      Shell.Factory shells,
      Limits limits) {
    ControlServer server = new ControlServer(socket, doorkeeper, verbs, shells, limits);
    server.acceptor.start();
    return server;
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (SocketChannel client : conversations) {
        client.close();
      }
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
        ControlConnection connection = new ControlConnection(client, deadlines, limits);
        connection.write(failure("too many commands run already; try again"));
        connection.discardRest();
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      ControlConnection connection = new ControlConnection(client, deadlines, limits);
      try {
        Caller caller = doorkeeper.admit(Peer.of(client)).seen("control socket");
        List<String> words = connection.first();
        if (isShell(words) && caller.role().includes(Role.ADMIN)) {
          converse(caller, client, connection, words);
        } else { // which refuses others a shell
          connection.write(verbs.run(caller, words, line -> tell(connection, line)));
        }
      } catch (Doorkeeper.Stranger | ControlRequest.Malformed e) {
        connection.write(failure(String.valueOf(e.getMessage())));
      }
      connection.discardRest();
    } catch (IOException | RuntimeException e) {
      LOG.debug("event=control-client-lost problem=\"{}\"", e.toString());
    }
  }

  private static void tell(ControlConnection connection, String line) {
    try {
      connection.write('e', line);
    } catch (IOException e) {
      throw new CancellationException("the user has gone");
    }
  }

  private static boolean isShell(List<String> words) {
    boolean placed = words.size() == 2 && words.get(0).startsWith(DIRECTORY);
    return (placed || words.size() == 1) && words.get(words.size() - 1).equals(SHELL);
  }

  private void converse(
      Caller caller, SocketChannel client, ControlConnection connection, List<String> words)
      throws IOException, ControlRequest.Malformed {
    conversations.add(client);
    String directory = words.size() == 1 ? "" : words.get(0).substring(DIRECTORY.length());
    try (Shell shell = open(caller, connection, directory)) {
      connection.write(done(List.of()));
      Optional<List<String>> request = connection.next();
      while (request.isPresent()) {
        connection.write(answer(request.get(), shell));
        request = connection.next();
      }
    } catch (IllegalStateException e) {
      connection.write(failure(String.valueOf(e.getMessage())));
    } finally {
      conversations.remove(client);
    }
  }

  private Shell open(Caller caller, ControlConnection connection, String directory) {
    if (conversations.size() > limits.shells()) {
      throw new IllegalStateException("too many shells are open already; close one");
    }
    return shells.open(caller, directory, connection.stream('o'), connection.stream('e'));
  }

  private static Output answer(List<String> request, Shell shell) {
    String line = request.size() == 2 ? request.get(1) : "";
    return switch (request.isEmpty() ? "" : request.get(0)) {
      case "execute" -> new Output(shell.execute(line), List.of(), List.of());
      case "complete" -> done(shell.complete(line));
      default -> failure("in a shell a request is [\"execute\",LINE] or [\"complete\",LINE]");
    };
  }

  private static Output done(List<String> lines) {
    return new Output(ExitCode.DONE.number(), lines, List.of());
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
