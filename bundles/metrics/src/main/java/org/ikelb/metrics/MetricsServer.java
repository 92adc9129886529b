package org.ikelb.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.http.kit.ConnectionTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests over HTTP, each on a connection of its own. Nothing that a client does or leaves
 * undone blocks it: it waits for all of them at once, for each so long, and of too many the eldest
 * give way.
 *
 * <p>Thread-safe; one thread of its own answers.
 */
final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final int BACKLOG = 64;
  private static final int TICK_MILLIS = 500;

  private final ServerSocketChannel listening;
  private final Selector selector;
  private final MetricsAnswers answers;
  private final Limits limits;
  private final ConnectionTable<Conversation> conversations;
  private final Thread thread = new Thread(this::serve, "ikelb-metrics");
  private long sweptNanos = System.nanoTime();

  /**
   * What clients may cost.
   *
   * @param connections at once
   * @param ofOnePlace of these from one address, or one IPv6 network
   * @param time from opening a connection to the end of its answer
   */
  record Limits(int connections, int ofOnePlace, Duration time) {
    static final Limits DEFAULT = new Limits(32, 16, Duration.ofSeconds(10));
  }

  private MetricsServer(
      ServerSocketChannel listening, Selector selector, MetricsAnswers answers, Limits limits) {
    this.listening = listening;
    this.selector = selector;
    this.answers = answers;
    this.limits = limits;
    this.conversations = new ConnectionTable<>(limits.connections(), limits.ofOnePlace());
    thread.setDaemon(true);
  }

  /**
   * Listens until closed.
   *
   * @throws IOException if it cannot
   */
  static MetricsServer open(InetSocketAddress address, MetricsAnswers answers, Limits limits)
      throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    try {
      listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listening.bind(address, BACKLOG).configureBlocking(false);
      Selector selector = Selector.open();
      listening.register(selector, SelectionKey.OP_ACCEPT);
      MetricsServer server = new MetricsServer(listening, selector, answers, limits);
      server.thread.start();
      return server;
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    try {
      return (InetSocketAddress) listening.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException("it is closed", e);
    }
  }

  private void serve() {
    while (listening.isOpen()) {
      try {
        selector.select(this::goOn, TICK_MILLIS);
        endOverdue(System.nanoTime());
      } catch (ClosedSelectorException closed) {
        return;
      } catch (Throwable e) { // it would end the thread
        FatalErrors.passOn(e);
        LOG.warn("event=metrics-server-failed problem=\"{}\"", e.toString());
        pause();
      }
    }
  }

  private void goOn(SelectionKey key) {
    if (key.attachment() instanceof Conversation conversation) {
      try {
        if (!conversation.goOn(key)) {
          end(conversation);
        }
      } catch (IOException | CancelledKeyException e) {
        end(conversation);
      }
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      SocketChannel client = listening.accept();
      if (client != null) {
        welcome(client);
      }
    } catch (IOException e) {
      LOG.debug("event=metrics-accept-failed problem=\"{}\"", e.toString());
      pause(); // no descriptor is left: the next try would fail at once
    }
  }

  private void welcome(SocketChannel client) throws IOException {
    try {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Conversation begun = new Conversation(client, answers, System.nanoTime());
      client.register(selector, SelectionKey.OP_READ, begun);
      conversations.add(begun, begun.client()).ifPresent(Conversation::close);
    } catch (IOException | RuntimeException e) {
      client.close();
    }
  }

  private void endOverdue(long nowNanos) {
    if (nowNanos - sweptNanos < TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
      return;
    }
    sweptNanos = nowNanos;
    for (Conversation conversation : conversations.all()) {
      if (conversation.age(nowNanos) > limits.time().toNanos()) {
        end(conversation);
      }
    }
  }

  private void end(Conversation conversation) {
    conversations.remove(conversation);
    conversation.close();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      selector.close();
    } catch (IOException e) {
      LOG.warn("event=metrics-close-failed problem=\"{}\"", e.toString());
    }
    conversations.all().forEach(Conversation::close);
  }
}
