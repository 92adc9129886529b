package org.ikelb.core.session;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.spi.Key;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, of all loops.
 *
 * <p>Thread-safe.
 */
public final class SessionTable {
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final SpiIndex index = new SpiIndex();
  private final AtomicInteger halfOpen = new AtomicInteger();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger upstreams = new AtomicInteger();
  private final AtomicLong lastNumber = new AtomicLong();

  /** Opens a session without a binding. */
  public Session open(Session.Origin origin, LiveGateway gateway, GatewayPath path) {
    return open(origin, gateway, null, path);
  }

  /**
   * Opens a session that others may follow by their key.
   *
   * @param limit how many bindings are remembered
   */
  public Session open(
      Session.Origin origin,
      LiveGateway gateway,
      GatewayPath path,
      Bindings bindings,
      Key key,
      int limit) {
    return open(origin, gateway, bindings.hold(key, gateway, limit), path);
  }

  private Session open(
      Session.Origin origin, LiveGateway gateway, @Nullable Binding binding, GatewayPath path) {
    Session session =
        new Session(lastNumber.incrementAndGet(), origin, gateway, binding, path, this);
    sessions.put(session.id(), session);
    size.incrementAndGet();
    session.countHalfOpen(1);
    return session;
  }

  public Optional<Session> byId(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** The session that this SPI pair belongs to, for the path of a datagram. */
  public @Nullable Session byPair(SpiPair pair) {
    return index.find(pair);
  }

  public Collection<Session> all() {
    return sessions.values();
  }

  public int size() {
    return size.get();
  }

  public int halfOpen() {
    return halfOpen.get();
  }

  /** Upstream sockets that are open. */
  public AtomicInteger upstreams() {
    return upstreams;
  }

  SpiIndex index() {
    return index;
  }

  void countHalfOpen(int change) {
    halfOpen.addAndGet(change);
  }

  void ended(Session session) {
    if (sessions.remove(session.id()) != null) {
      size.decrementAndGet();
    }
  }
}
