package org.ikelb.core.attempt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.view.AttemptCounts;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to log in of all pools.
 *
 * <p>Followed by the control plane, one change at a time; read from any thread.
 */
public final class Attempts {
  private final FailedAttempts failed = new FailedAttempts();
  private final Map<String, PoolAttempts> pools = new ConcurrentHashMap<>();
  private final Events events;
  private final Time time;
  private volatile @Nullable IkeSink observers;

  public Attempts(Events events, Time time) {
    this.events = events;
    this.time = time;
  }

  /** Those of a pool, as the topology has it now. */
  public PoolAttempts of(Pool pool, List<LiveGateway> gateways) {
    PoolAttempts attempts =
        pools.computeIfAbsent(
            pool.name(), name -> new PoolAttempts(failed, () -> observers, events, time));
    attempts.follow(new PoolAttempts.Plan(pool.name(), gateways, pool.outliers()));
    return attempts;
  }

  /** Whom to tell how attempts go on; null: nobody. */
  public void observedBy(@Nullable IkeSink observers) {
    this.observers = observers;
  }

  /** Forgets pools that the topology has no more. */
  public void retainOnly(Collection<String> names) {
    pools.keySet().retainAll(names);
  }

  /** Forgets what has expired. */
  public void secondHasGone(long nowNanos) {
    pools.values().forEach(pool -> pool.secondHasGone(nowNanos));
  }

  /** What is odd now. */
  public List<Warning> warnings(long nowNanos) {
    return pools.values().stream().flatMap(pool -> pool.warnings(nowNanos).stream()).toList();
  }

  /** The latest that failed, those first. */
  public List<FailedAttempt> failed() {
    return failed.latestFirst();
  }

  /** For each pool how many came to no gateway. */
  public List<AttemptCounts> notAdmitted() {
    List<AttemptCounts> counts = new ArrayList<>();
    pools.forEach(
        (name, pool) -> {
          Map<AttemptOutcome, Long> one = new EnumMap<>(AttemptOutcome.class);
          one.put(AttemptOutcome.NOT_ADMITTED, pool.notAdmitted());
          counts.add(new AttemptCounts(name, "", one));
        });
    return counts;
  }
}
