package org.ikelb.core.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ikelb.api.AddressText;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.core.traffic.SessionCounter;

/**
 * A gateway at run time. It outlives topologies as long as its id and addresses stay, and its
 * removal as long as it has sessions.
 *
 * <p>Thread-safe: read by loops, changed on the control plane, sessions counted by both.
 */
public final class LiveGateway {
  private static final long SEEN_STEP_NANOS = 100_000_000L;
  private static final long SUSPICION_PAUSE_NANOS = 1_000_000_000L;

  /** Longer than any client waits before it repeats its first request. */
  private static final long REFUSAL_COUNTS_NANOS = 10_000_000_000L;

  private final AtomicInteger halfOpen = new AtomicInteger();
  private final AtomicInteger quiet = new AtomicInteger();
  private final AtomicInteger established = new AtomicInteger();
  private final AtomicInteger suspects = new AtomicInteger();
  private final AtomicLong suspectedNanos = new AtomicLong(Long.MIN_VALUE);
  private final SessionCounter counter;
  private volatile Gateway settings;
  private volatile GatewayId name;
  private volatile OptionalInt weight = OptionalInt.empty();
  private volatile State state;
  private volatile long lastSeenNanos = Long.MIN_VALUE;
  private volatile long lastHeardNanos = Long.MIN_VALUE;
  private volatile long lastRefusedNanos = Long.MIN_VALUE;
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
    this.state = State.initial(now);
  }

  /** What the topology calls it, or did. It is all that is remembered of it over a restart. */
  public GatewayId id() {
    return settings.id();
  }

  /** What it is called where it is shown: its id, or {@link #nameAtAddress} once it ceded that. */
  public GatewayId name() {
    return name;
  }

  /** The gateway is removed, and the topology has its id at another address. */
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
   * Weight or limits changed; id and addresses never do. A weight set by hand is forgotten, and a
   * name that was ceded is its own again.
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

  /** Until it is configured anew. */
  public void setWeight(int newWeight) {
    weight = OptionalInt.of(newWeight);
  }

  /**
   * The gateway sent ESP or protected IKE: it lives. Called for every datagram, so it mostly only
   * reads.
   */
  public void seen(long nowNanos) {
    if (nowNanos - lastSeenNanos > SEEN_STEP_NANOS || lastSeenNanos == Long.MIN_VALUE) {
      lastSeenNanos = nowNanos;
    }
  }

  /** The gateway sent IKE in clear, which may be an answer to anybody's question. */
  public void heard(long nowNanos) {
    if (nowNanos - lastHeardNanos > SEEN_STEP_NANOS || lastHeardNanos == Long.MIN_VALUE) {
      lastHeardNanos = nowNanos;
    }
  }

  /** Whether it sent anything, to anybody, within this time. */
  public boolean wasHeardWithin(long nanos, long nowNanos) {
    return wasSeenWithin(nanos, nowNanos)
        || (lastHeardNanos != Long.MIN_VALUE && nowNanos - lastHeardNanos <= nanos);
  }

  /** Whether it sent ESP or protected IKE within this time. */
  public boolean wasSeenWithin(long nanos, long nowNanos) {
    return lastSeenNanos != Long.MIN_VALUE && nowNanos - lastSeenNanos <= nanos;
  }

  /**
   * The gateway's host refused a datagram: a reason to probe it now, but not more than once a
   * second.
   */
  public void suspect(long nowNanos) {
    lastRefusedNanos = nowNanos;
    long before = suspectedNanos.get();
    boolean lately = before != Long.MIN_VALUE && nowNanos - before < SUSPICION_PAUSE_NANOS;
    if (!lately && suspectedNanos.compareAndSet(before, nowNanos)) {
      onSuspicion.run();
    }
  }

  /**
   * Whether its host refused a datagram lately and it has shown no life since. That alone takes it
   * out for nobody, but new sessions had better try another first.
   */
  public boolean refuses(long nowNanos) {
    long refused = suspectedNanos.get();
    long seen = lastSeenNanos;
    return refused != Long.MIN_VALUE
        && nowNanos - refused < REFUSAL_COUNTS_NANOS
        && (seen == Long.MIN_VALUE || seen - refused < 0);
  }

  /**
   * Whether its SAs are gone, as it seems: it is down, and not since its path was cut, for its host
   * refused a datagram and it has shown no life since.
   */
  public boolean hasLostItsSas() {
    long refused = lastRefusedNanos;
    long seen = lastSeenNanos;
    return state.health == Health.DOWN
        && refused != Long.MIN_VALUE
        && (seen == Long.MIN_VALUE || seen - refused <= 0);
  }

  /** Whether it sent anything, to anybody, since then; a tenth of a second more or less. */
  public boolean wasHeardSince(long nanos) {
    return isAfter(lastSeenNanos, nanos) || isAfter(lastHeardNanos, nanos);
  }

  /** Whether it was down, or its host refused a datagram, since then. */
  public boolean wasLostSince(long nanos) {
    State now = state;
    return now.health == Health.DOWN
        || isAfter(now.lostNanos, nanos)
        || isAfter(lastRefusedNanos, nanos);
  }

  private static boolean isAfter(long happened, long nanos) {
    return happened != Long.MIN_VALUE && happened - nanos > 0;
  }

  /**
   * What a suspicion starts.
   *
   * @param reaction called on a loop: must not block
   */
  public void onSuspicion(Runnable reaction) {
    onSuspicion = reaction;
  }

  public State state() {
    return state;
  }

  /** Changes what is known of it; monitors and administrators may do so at the same time. */
  public synchronized void update(UnaryOperator<State> change) {
    Health before = state.health();
    state = change.apply(state);
    if (before != Health.UP && state.health() == Health.UP) {
      suspectedNanos.set(Long.MIN_VALUE);
    }
  }

  /** Half-open sessions on it. */
  public AtomicInteger halfOpen() {
    return halfOpen;
  }

  /** Quiet sessions on it. */
  public AtomicInteger quiet() {
    return quiet;
  }

  /** Sessions that it does not know any more, as it seems: they count nowhere else. */
  public AtomicInteger suspects() {
    return suspects;
  }

  /** Established sessions on it. */
  public AtomicInteger established() {
    return established;
  }

  /** Counts what becomes of its sessions. */
  public SessionCounter counter() {
    return counter;
  }

  /** All sessions on it that count. */
  public int sessions() {
    return halfOpen.get() + quiet.get() + established.get();
  }

  /** Whether anything is left on it, suspects among them. */
  public boolean isEmpty() {
    return sessions() + suspects.get() == 0;
  }

  /** Whether a new session can be placed on it. */
  public boolean takesSessions() {
    return whyNot().isEmpty();
  }

  /** Why no new session can be placed on it; empty if one can. */
  public String whyNot() {
    State now = state;
    if (now.removed) {
      return "removed";
    }
    return switch (now.administrative) {
      case DRAIN -> "drain";
      case MAINTENANCE -> "maintenance";
      case READY -> now.health == Health.DOWN ? "down" : isFull(now) ? "full" : "";
    };
  }

  private boolean isFull(State now) {
    var max = settings.maxSessions();
    return now.full || (max.isPresent() && sessions() >= max.getAsInt());
  }

  /**
   * What is known of it and wanted of it.
   *
   * @param administrative what the administrator wants
   * @param drain while it drains: to which end
   * @param health what the monitors say
   * @param full a monitor says that it lives, but takes no new sessions
   * @param removed it is in the topology no more
   * @param since when the health last changed
   * @param startedNanos when it last began to take sessions, for slow start; 0: it always did
   * @param lostNanos when it last went down, or was up again; Long.MIN_VALUE: it never was down
   */
  public record State(
      AdministrativeState administrative,
      Optional<GatewayView.Drain> drain,
      Health health,
      boolean full,
      boolean removed,
      Instant since,
      long startedNanos,
      long lostNanos) {

    static State initial(Instant now) {
      return new State(
          AdministrativeState.READY,
          Optional.empty(),
          Health.UNKNOWN,
          false,
          false,
          now,
          0,
          Long.MIN_VALUE);
    }

    /** As wanted; a drain without end if it is to drain. */
    public State with(AdministrativeState wanted, Optional<GatewayView.Drain> order, long now) {
      boolean starts = wanted == AdministrativeState.READY && administrative != wanted;
      return new State(
          wanted,
          order,
          health,
          full,
          removed,
          since,
          starts ? notZero(now) : startedNanos,
          lostNanos);
    }

    public State with(Health found, boolean nowFull, Instant now, long nowNanos) {
      boolean starts = health == Health.DOWN && found != Health.DOWN;
      return new State(
          administrative,
          drain,
          found,
          nowFull,
          removed,
          found == health ? since : now,
          starts ? notZero(nowNanos) : startedNanos,
          health == Health.DOWN || found == Health.DOWN ? nowNanos : lostNanos);
    }

    public State withRemoved(boolean nowRemoved) {
      return new State(
          administrative, drain, health, full, nowRemoved, since, startedNanos, lostNanos);
    }

    /** The gateway joined a pool that already serves. */
    public State joinedAt(long nowNanos) {
      return new State(
          administrative, drain, health, full, removed, since, notZero(nowNanos), lostNanos);
    }

    private static long notZero(long nanos) {
      return nanos == 0 ? 1 : nanos;
    }
  }
}
