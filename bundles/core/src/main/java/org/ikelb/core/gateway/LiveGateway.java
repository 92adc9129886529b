package org.ikelb.core.gateway;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.time.LastTime;
import org.ikelb.core.traffic.LoginTally;
import org.ikelb.core.traffic.SessionCounter;
import org.ikelb.core.traffic.SessionsByState;

/**
 * A gateway at run time. It outlives topologies as long as its id and addresses stay, and its
 * removal as long as it has sessions.
 *
 * <p>Thread-safe: read by loops, changed on the control plane, sessions counted by both.
 */
public final class LiveGateway {
  private static final String EJECTED = "ejected";
  private static final long SEEN_STEP_NANOS = 100_000_000L;
  private static final long SUSPICION_PAUSE_NANOS = 1_000_000_000L;

  /** Longer than any client waits before it repeats its first request. */
  private static final long REFUSAL_COUNTS_NANOS = 10_000_000_000L;

  private final SessionsByState sessionsByState = new SessionsByState();
  private final LastTime seen = new LastTime();
  private final LastTime heard = new LastTime();
  private final LastTime refused = new LastTime();
  private final LastTime suspected = new LastTime();
  private final SessionCounter counter;
  private final AtomicInteger halfOpenResting = new AtomicInteger();
  private final LoginTally logins = new LoginTally();
  private final Ejections ejections = new Ejections();
  private volatile Gateway settings;
  private volatile GatewayId name;
  private volatile OptionalInt weight = OptionalInt.empty();
  private volatile GatewayState state;
  private volatile Runnable onSuspicion = () -> {};

  /** Makes one that serves, and of whose health nothing is known. */
  public LiveGateway(Gateway settings, Instant now) {
    this(settings, now, new SessionCounter());
  }

  /**
   * The same, for a name that there was before.
   *
   * @param counter of that name's sessions
   */
  public LiveGateway(Gateway settings, Instant now, SessionCounter counter) {
    this.settings = settings;
    this.name = settings.id();
    this.counter = counter;
    this.state = GatewayState.initial(now);
  }

  /** What the topology calls it, or did. It is all that is remembered of it over a restart. */
  public GatewayId id() {
    return settings.id();
  }

  /** What it is called where it is shown: its id, or {@link #nameAtAddress} once it ceded that. */
  public GatewayId name() {
    return name;
  }

  /** Gives its name up: it is removed, and the topology has its id at another address. */
  public void cedeName() {
    name = nameAtAddress(settings);
  }

  /**
   * The name of what is left of a gateway whose address changed: {@code vpn/vpn1@10.0.0.11}, with
   * all its addresses. No name in a topology has an {@code @}.
   */
  public static GatewayId nameAtAddress(Gateway settings) {
    String addresses =
        settings.addresses().stream().map(AddressText::of).collect(Collectors.joining(","));
    return new GatewayId(settings.id().pool(), settings.id().gateway() + "@" + addresses);
  }

  /** Whether it is meant by a name: its own, or its id, which may be another's as well. */
  public boolean isMeantBy(String gateway) {
    return name.gateway().equals(gateway) || id().gateway().equals(gateway);
  }

  public Gateway settings() {
    return settings;
  }

  /**
   * Takes other settings: weight or limits changed; id and addresses never do. A weight set by hand
   * is forgotten, and a name that was ceded is its own again.
   */
  public void configure(Gateway newSettings) {
    settings = newSettings;
    name = newSettings.id();
    weight = OptionalInt.empty();
  }

  /** The gateway's share of new sessions: as configured, or as set since. */
  public int weight() {
    return weight.orElse(settings.weight());
  }

  /** Sets its weight, until it is configured anew. */
  public void setWeight(int newWeight) {
    weight = OptionalInt.of(newWeight);
  }

  /**
   * The gateway sent ESP or protected IKE: it lives. Called for every datagram, so it mostly only
   * reads.
   */
  public void seen(long nowNanos) {
    seen.setAtMostEvery(SEEN_STEP_NANOS, nowNanos);
  }

  /** The gateway sent IKE in clear, which may be an answer to anybody's question. */
  public void heard(long nowNanos) {
    heard.setAtMostEvery(SEEN_STEP_NANOS, nowNanos);
  }

  /** Whether it sent anything, to anybody, within this time. */
  public boolean wasHeardWithin(long nanos, long nowNanos) {
    return wasSeenWithin(nanos, nowNanos) || heard.isWithin(nanos, nowNanos);
  }

  /** Whether it sent ESP or protected IKE within this time. */
  public boolean wasSeenWithin(long nanos, long nowNanos) {
    return seen.isWithin(nanos, nowNanos);
  }

  /**
   * The gateway's host refused a datagram: a reason to probe it now, but not more than once a
   * second.
   */
  public void suspect(long nowNanos) {
    refused.set(nowNanos);
    if (suspected.setUnlessWithin(SUSPICION_PAUSE_NANOS, nowNanos)) {
      onSuspicion.run();
    }
  }

  /**
   * Whether its host refused a datagram lately and it has shown no life since. That alone takes it
   * out for nobody, but new sessions had better try another first.
   */
  public boolean refuses(long nowNanos) {
    return suspected.isWithin(REFUSAL_COUNTS_NANOS, nowNanos) && suspected.isAfter(seen);
  }

  /**
   * Whether its SAs are gone, as it seems: it is down, and not since its path was cut, for its host
   * refused a datagram and it has shown no life since.
   */
  public boolean hasLostItsSas() {
    return state.health() == Health.DOWN && refused.isNotBefore(seen);
  }

  /** Whether it sent anything, to anybody, since then; a tenth of a second more or less. */
  public boolean wasHeardSince(long nanos) {
    return seen.isAfter(nanos) || heard.isAfter(nanos);
  }

  /** Whether it was down, or its host refused a datagram, since then. */
  public boolean wasLostSince(long nanos) {
    GatewayState now = state;
    return now.health() == Health.DOWN
        || (now.lostNanos().isPresent() && now.lostNanos().getAsLong() - nanos > 0)
        || refused.isAfter(nanos);
  }

  /**
   * What a suspicion starts.
   *
   * @param reaction called on a loop: must not block
   */
  public void onSuspicion(Runnable reaction) {
    onSuspicion = reaction;
  }

  public GatewayState state() {
    return state;
  }

  /** Changes what is known of it; monitors and administrators may do so at the same time. */
  public synchronized void update(UnaryOperator<GatewayState> change) {
    Health before = state.health();
    state = change.apply(state);
    if (before != Health.UP && state.health() == Health.UP) {
      suspected.forget();
    }
  }

  /**
   * How many of its sessions are in each state; suspects, as it seems, it does not know any more.
   */
  public SessionsByState sessionsByState() {
    return sessionsByState;
  }

  /** Counts what becomes of its sessions. */
  public SessionCounter counter() {
    return counter;
  }

  /** The latest logins. */
  public LoginTally logins() {
    return logins;
  }

  /** Whether it is ejected. */
  public Ejections ejections() {
    return ejections;
  }

  /** All sessions on it that count. */
  public int sessions() {
    return sessionsByState.counted();
  }

  /** All that are half-open at the gateway: those that gave way here are so for a while. */
  private int halfOpen() {
    return sessionsByState.in(SessionState.HALF_OPEN) + halfOpenResting.get();
  }

  /** Half-open sessions that have given way here, and that the gateway still counts. */
  public AtomicInteger halfOpenResting() {
    return halfOpenResting;
  }

  /** Whether anything is left on it, suspects among them. */
  public boolean isEmpty() {
    return sessionsByState.areNone();
  }

  /** Whether nothing but an ejection keeps new sessions from it. */
  public boolean isOnlyEjected() {
    return whyNot().equals(EJECTED);
  }

  /** Whether a new session can be placed on it. */
  public boolean takesSessions() {
    return whyNot().isEmpty();
  }

  /** Why no new session can be placed on it; empty if one can. */
  public String whyNot() {
    GatewayState now = state;
    if (now.removed()) {
      return "removed";
    }
    return switch (now.administrative()) {
      case DRAIN -> "drain";
      case MAINTENANCE -> "maintenance";
      case READY -> whyNotReady(now);
    };
  }

  private String whyNotReady(GatewayState now) {
    if (now.health() == Health.DOWN) {
      return "down";
    }
    return isFull(now) ? "full" : ejections.now().isPresent() ? EJECTED : "";
  }

  private boolean isFull(GatewayState now) {
    Gateway its = settings;
    return now.full()
        || sessions() >= its.maxSessions().orElse(Integer.MAX_VALUE)
        || halfOpen() >= its.maxHalfOpen().orElse(Integer.MAX_VALUE);
  }
}
