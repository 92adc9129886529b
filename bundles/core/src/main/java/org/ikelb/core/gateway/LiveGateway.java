package org.ikelb.core.gateway;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;

/**
 * A gateway at run time. It outlives topologies as long as its id and addresses stay, and its
 * removal as long as it has sessions.
 *
 * <p>Thread-safe: read by loops, changed on the control plane, sessions counted by both.
 */
public final class LiveGateway {
  private final AtomicInteger halfOpen = new AtomicInteger();
  private final AtomicInteger established = new AtomicInteger();
  private volatile Gateway settings;
  private volatile State state;

  public LiveGateway(Gateway settings, Instant now) {
    this.settings = settings;
    this.state = State.initial(now);
  }

  public GatewayId id() {
    return settings.id();
  }

  public Gateway settings() {
    return settings;
  }

  /** Weight or limits changed; id and addresses never do. */
  public void configure(Gateway newSettings) {
    settings = newSettings;
  }

  public State state() {
    return state;
  }

  /** Changes what is known of it; monitors and administrators may do so at the same time. */
  public synchronized void update(UnaryOperator<State> change) {
    state = change.apply(state);
  }

  /** Half-open sessions on it. */
  public AtomicInteger halfOpen() {
    return halfOpen;
  }

  /** Established sessions on it. */
  public AtomicInteger established() {
    return established;
  }

  /** All sessions on it. */
  public int sessions() {
    return halfOpen.get() + established.get();
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
   * @param health what the monitors say
   * @param full a monitor says that it lives, but takes no new sessions
   * @param removed it is in the topology no more
   * @param since when the health last changed
   * @param startedNanos when it last began to take sessions, for slow start; 0: it always did
   */
  public record State(
      AdministrativeState administrative,
      Health health,
      boolean full,
      boolean removed,
      Instant since,
      long startedNanos) {

    static State initial(Instant now) {
      return new State(AdministrativeState.READY, Health.UNKNOWN, false, false, now, 0);
    }

    public State with(AdministrativeState wanted, long nowNanos) {
      boolean starts = wanted == AdministrativeState.READY && administrative != wanted;
      return new State(
          wanted, health, full, removed, since, starts ? notZero(nowNanos) : startedNanos);
    }

    public State with(Health found, boolean nowFull, Instant now, long nowNanos) {
      boolean starts = health == Health.DOWN && found != Health.DOWN;
      return new State(
          administrative,
          found,
          nowFull,
          removed,
          found == health ? since : now,
          starts ? notZero(nowNanos) : startedNanos);
    }

    public State withRemoved(boolean nowRemoved) {
      return new State(administrative, health, full, nowRemoved, since, startedNanos);
    }

    /** It joined a pool that already serves. */
    public State joinedAt(long nowNanos) {
      return new State(administrative, health, full, removed, since, notZero(nowNanos));
    }

    private static long notZero(long nanos) {
      return nanos == 0 ? 1 : nanos;
    }
  }
}
