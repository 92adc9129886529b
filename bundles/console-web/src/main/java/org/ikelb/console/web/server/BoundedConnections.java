package org.ikelb.console.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.IO;
import org.ikelb.http.kit.ConnectionTable;

/**
 * Keeps the connections of Jetty few, and none of them for long without a whole request: what they
 * have is taken from the tunnels of the VPN otherwise. There are never as many as Jetty has
 * threads, so however slowly requests come, there is a thread for the next one.
 *
 * <p>Thread-safe.
 */
final class BoundedConnections implements SelectorManager.AcceptListener, Connection.Listener {
  private final ConnectionTable<SelectableChannel> table;
  private final Duration longestRequest;

  /** Those over which something can come: the others were accepted a moment ago. */
  private final Map<SelectableChannel, Connection> open = new ConcurrentHashMap<>();

  private final Map<SelectableChannel, Progress> progress = new ConcurrentHashMap<>();

  /**
   * How far a connection was when somebody looked.
   *
   * @param requests that it had brought
   * @param sinceNanos when it was seen so first
   */
  private record Progress(long requests, long sinceNanos) {}

  /**
   * Holds none yet.
   *
   * @param most in all
   * @param mostOfOnePlace from one address, or one IPv6 network
   * @param longestRequest from the request's head to the next one's
   */
  BoundedConnections(int most, int mostOfOnePlace, Duration longestRequest) {
    this.table = new ConnectionTable<>(most, mostOfOnePlace);
    this.longestRequest = longestRequest;
  }

  /** One that was there before. */
  void adopt(SelectableChannelEndPoint endPoint) {
    onAccepting(endPoint.getChannel());
    Optional.ofNullable(endPoint.getConnection()).ifPresent(this::onOpened);
  }

  /** Before it is opened, so that a burst is never ahead of the limit. */
  @Override
  public void onAccepting(SelectableChannel channel) {
    Optional<InetAddress> client = client(channel);
    if (client.isEmpty()) {
      IO.close(channel);
      return;
    }
    table.add(channel, client.get()).ifPresent(this::close);
  }

  private static Optional<InetAddress> client(SelectableChannel channel) {
    try {
      return channel instanceof SocketChannel socket
              && socket.getRemoteAddress() instanceof InetSocketAddress address
          ? Optional.of(address.getAddress())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it is gone already
    }
  }

  @Override
  public void onOpened(Connection connection) {
    network(connection).ifPresent(channel -> open.put(channel, connection));
  }

  /** What lies directly on the network; empty: what is inside TLS. */
  private static Optional<SelectableChannel> network(Connection connection) {
    return connection.getEndPoint() instanceof SelectableChannelEndPoint endPoint
        ? Optional.of(endPoint.getChannel())
        : Optional.empty();
  }

  @Override
  public void onClosed(Connection connection) {
    network(connection).ifPresent(this::forget);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    forget(channel);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    forget(channel);
  }

  private void forget(SelectableChannel channel) {
    table.remove(channel);
    open.remove(channel);
    progress.remove(channel);
  }

  private void close(SelectableChannel channel) {
    Connection connection = open.get(channel);
    forget(channel);
    if (connection == null) {
      IO.close(channel);
    } else {
      connection.getEndPoint().close(); // whoever waits for more of a request is told
    }
  }

  /** Ends those that have brought nothing new for too long. */
  void endOverdue(long nowNanos) {
    for (SelectableChannel channel : table.all()) {
      long requests = Optional.ofNullable(open.get(channel)).map(this::requests).orElse(0L);
      Progress seen =
          progress.compute(
              channel,
              (any, before) ->
                  before != null && before.requests() == requests
                      ? before
                      : new Progress(requests, nowNanos));
      if (nowNanos - seen.sinceNanos() > longestRequest.toNanos()) {
        close(channel);
      }
    }
    progress.keySet().retainAll(table.all());
  }

  private long requests(Connection connection) {
    Connection inner =
        connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    return inner == null ? 0 : inner.getMessagesIn();
  }

  /** How many there are. */
  int size() {
    return table.size();
  }
}
