package org.ikelb.core.session;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.Event;
import org.ikelb.core.event.Events;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.traffic.SessionsByState;
import org.jspecify.annotations.Nullable;

/**
 * All sessions, of all loops.
 *
 * <p>Thread-safe.
 */
public final class SessionTable {
  /** By number: in the order in which they were opened. */
  private final ConcurrentNavigableMap<Long, Session> sessions = new ConcurrentSkipListMap<>();

  private final Events events;
  private final SpiIndex index = new SpiIndex();
  private final EspIndex espIndex = new EspIndex();
  private final EndpointIndex endpointIndex = new EndpointIndex();
  private final SessionsByState byState = new SessionsByState();
  private final Unsettled unsettled = new Unsettled();

  /** By number; a suspect that has ended, or is none any more, is not among them. */
  private final ConcurrentNavigableMap<Long, Session> suspectsByAge = new ConcurrentSkipListMap<>();

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
    sessions.put(session.number(), session);
    size.incrementAndGet();
    session.progress().begin();
    return session;
  }

  public Optional<Session> byId(String id) {
    try {
      return Optional.ofNullable(sessions.get(SessionId.numberOf(id)))
          .filter(session -> session.id().equals(id));
    } catch (NumberFormatException e) {
      return Optional.empty(); // no session is called so
    }
  }

  /** The session that this SPI pair belongs to, for the path of a datagram. */
  public @Nullable Session byPair(SpiPair pair) {
    return index.find(pair);
  }

  /** The only upstream that this ESP SPI belongs to, for the path of a datagram. */
  public @Nullable SessionUpstream byEsp(int spi) {
    return espIndex.find(spi);
  }

  /** Those that were opened first come first. Others come and go meanwhile. */
  public Collection<Session> all() {
    return sessions.values();
  }

  public int size() {
    return size.get();
  }

  /** How many there are in each state; those that are only offered are in none. */
  public SessionsByState byState() {
    return byState;
  }

  /** Sessions that count: all but suspects. */
  public int counted() {
    return size.get() - byState.in(SessionState.SUSPECT);
  }

  /** How many are half-open or quiet: their clients have not shown that they are in. */
  public int unsettledCount() {
    return byState.unsettled();
  }

  /** Those, and which of them gives way first. */
  public Unsettled unsettled() {
    return unsettled;
  }

  /** The session that was last at an endpoint, and has no upstream there any more. */
  public @Nullable Session lastAt(ClientSide side) {
    return endpointIndex.find(side);
  }

  /** The suspect that was opened first. */
  public Optional<Session> oldestSuspect() {
    return Optional.ofNullable(suspectsByAge.firstEntry()).map(Map.Entry::getValue);
  }

  /** The SAs of all sessions of a gateway are gone, as it seems. Not on a loop: it asks each. */
  public void suspectAllOf(LiveGateway gateway, String why, long nowNanos) {
    for (Session session : sessions.values()) {
      if (session.gateway() == gateway && !session.progress().isOffered()) {
        session.progress().suspect(why, nowNanos);
      }
    }
  }

  /** Sessions that nobody knows the gateway of. */
  public int offered() {
    return offered.get();
  }

  /** Upstream sockets that are open. */
  public AtomicInteger upstreams() {
    return upstreams;
  }

  /** Tells of a session, if anybody wants to know. */
  void say(Supplier<? extends Event> event) {
    if (events.wantsSessions()) {
      events.sayLater(event.get());
    }
  }

  SpiIndex index() {
    return index;
  }

  EspIndex espIndex() {
    return espIndex;
  }

  EndpointIndex endpointIndex() {
    return endpointIndex;
  }

  void suspected(Session session) {
    suspectsByAge.put(session.number(), session);
  }

  void suspectNoMore(Session session) {
    suspectsByAge.remove(session.number());
  }

  void countOffered(int change) {
    offered.addAndGet(change);
  }

  void ended(Session session) {
    if (sessions.remove(session.number()) != null) {
      size.decrementAndGet();
    }
  }
}
