package org.ikelb.core.session;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, of all loops.
 *
 * <p>Thread-safe.
 */
public final class SessionTable {
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final Events events;
  private final SpiIndex index = new SpiIndex();
  private final EspIndex espIndex = new EspIndex();
  private final AtomicInteger halfOpen = new AtomicInteger();
  private final AtomicInteger offered = new AtomicInteger();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger upstreams = new AtomicInteger();
  private final AtomicLong lastNumber = new AtomicLong();

  /**
   * Makes an empty one.
   *
   * @param events where its sessions are told of
   */
  public SessionTable(Events events) {
    this.events = events;
  }

  /**
   * Opens a session.
   *
   * @param bindings where its key, if it has one, is bound to the gateway
   * @param limit how many bindings are remembered
   */
  public Session open(
      Origin origin, LiveGateway gateway, GatewayPath path, Bindings bindings, int limit) {
    return add(lastNumber.incrementAndGet(), origin, gateway, path, bindings, limit, false);
  }

  /** Opens a session that may be the gateway's: it is none of its sessions until that says so. */
  public Session offer(
      Origin origin, LiveGateway gateway, GatewayPath path, Bindings bindings, int limit) {
    return add(lastNumber.incrementAndGet(), origin, gateway, path, bindings, limit, true);
  }

  /** Opens a session that there was before a restart, with the number it had. */
  public Session reopen(
      long number,
      Origin origin,
      LiveGateway gateway,
      GatewayPath path,
      Bindings bindings,
      int limit) {
    lastNumber.accumulateAndGet(number, Math::max);
    return add(number, origin, gateway, path, bindings, limit, false);
  }

  private Session add(
      long number,
      Origin origin,
      LiveGateway gateway,
      GatewayPath path,
      Bindings bindings,
      int limit,
      boolean isOffered) {
    Binding binding = origin.key().map(key -> bindings.hold(key, gateway, limit)).orElse(null);
    Session session = new Session(number, origin, gateway, binding, path, this, isOffered);
    sessions.put(session.id(), session);
    size.incrementAndGet();
    session.countNotEstablished(1);
    return session;
  }

  public Optional<Session> byId(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** The session that this SPI pair belongs to, for the path of a datagram. */
  public @Nullable Session byPair(SpiPair pair) {
    return index.find(pair);
  }

  /** The only upstream that this ESP SPI belongs to, for the path of a datagram. */
  public @Nullable SessionUpstream byEsp(int spi) {
    return espIndex.find(spi);
  }

  public Collection<Session> all() {
    return sessions.values();
  }

  /** How many sessions have an upstream through a virtual server. */
  public int upstreamsOf(String virtualServer) {
    return (int)
        all().stream().filter(session -> session.upstream(virtualServer).isPresent()).count();
  }

  public int size() {
    return size.get();
  }

  public int halfOpen() {
    return halfOpen.get();
  }

  /** Sessions that nobody knows the gateway of. */
  public int offered() {
    return offered.get();
  }

  /** Upstream sockets that are open. */
  public AtomicInteger upstreams() {
    return upstreams;
  }

  Events events() {
    return events;
  }

  SpiIndex index() {
    return index;
  }

  EspIndex espIndex() {
    return espIndex;
  }

  void countHalfOpen(int change) {
    halfOpen.addAndGet(change);
  }

  void countOffered(int change) {
    offered.addAndGet(change);
  }

  void ended(Session session) {
    if (sessions.remove(session.id()) != null) {
      size.decrementAndGet();
    }
  }
}
