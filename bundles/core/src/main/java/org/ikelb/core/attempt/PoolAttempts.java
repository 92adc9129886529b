package org.ikelb.core.attempt;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ikelb.api.topology.Outliers;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.api.view.Warning;
import org.ikelb.core.client.Source;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plugin.IkeSink;
import org.ikelb.core.time.LastTime;
import org.ikelb.core.time.Time;
import org.ikelb.core.traffic.LoginTally;
import org.ikelb.ike.ClearPayloads;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to log in of one pool: what each one came to, which gateways the next dial of a
 * client had better not go to, and which of them that tells against.
 *
 * <p>Thread-safe.
 */
public final class PoolAttempts {
  private final FailedAttempts failed;
  private final Supplier<@Nullable IkeSink> observers;
  private final Events events;
  private final Time time;
  private final TurnedAway turnedAway = new TurnedAway();
  private final OutlierWatch outliers;
  private final RefusedByAll refusedByAll = new RefusedByAll();
  private final Map<LiveGateway, ByteBuffer> taken = new ConcurrentHashMap<>();
  private final LongAdder notAdmitted = new LongAdder();

  /** When openings were held up last. */
  private final LastTime limited = new LastTime();

  private volatile Plan plan = new Plan("", List.of(), Outliers.OFF);

  /**
   * What the topology wants of the pool.
   *
   * @param pool its name
   * @param gateways those that it has
   */
  public record Plan(String pool, List<LiveGateway> gateways, Outliers outliers) {
    public Plan {
      gateways = List.copyOf(gateways);
    }

    boolean ejects() {
      return outliers == Outliers.EJECT;
    }

    boolean watches() {
      return outliers != Outliers.OFF;
    }
  }

  public PoolAttempts(
      FailedAttempts failed, Supplier<@Nullable IkeSink> observers, Events events, Time time) {
    this.failed = failed;
    this.observers = observers;
    this.events = events;
    this.time = time;
    this.outliers = new OutlierWatch(events, time);
  }

  /** Follows a new topology. On the control plane. */
  public void follow(Plan next) {
    plan = next;
    taken.keySet().retainAll(next.gateways());
  }

  /** Whom to tell how attempts go on; null: nobody. */
  @Nullable IkeSink observers() {
    return observers.get();
  }

  Instant now() {
    return time.now();
  }

  /**
   * A session is opened.
   *
   * @param session its id
   */
  public Attempt begin(String session, LiveGateway gateway, Dialler dialler, long nowNanos) {
    return new Attempt(this, session, gateway, dialler, nowNanos);
  }

  /** The gateways that have turned this client away lately: others first. */
  public Set<LiveGateway> avoided(Dialler dialler, long nowNanos) {
    return turnedAway.of(dialler, TurnedAway.AVOIDS_NANOS, nowNanos).stream()
        .map(TurnedAway.By::gateway)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** An IKE_SA_INIT comes to no gateway, or has to come again: a guard, or a limit. */
  public void notAdmitted(long nowNanos) {
    notAdmitted.increment();
    limited(nowNanos);
  }

  /** Openings are held up, so that silence tells nothing of a gateway. */
  public void limited(long nowNanos) {
    limited.set(nowNanos);
  }

  /** How many came to no gateway. */
  public long notAdmitted() {
    return notAdmitted.sum();
  }

  /** The gateway has taken one of the proposals of an SA payload: this one. */
  void took(LiveGateway gateway, ByteBuffer answer, int sa) {
    ByteBuffer known = taken.get(gateway);
    int length = Math.min(Offer.MOST_BYTES, ClearPayloads.length(answer, sa));
    if (known == null || !known.equals(answer.slice(sa, length))) {
      taken.put(gateway, Offer.copy(answer, sa));
    }
  }

  /** An attempt is over. */
  void over(Attempt.Over over) {
    AttemptOutcome outcome = over.verdict().outcome();
    over.gateway().counter().attempt(outcome);
    switch (outcome) {
      case ESTABLISHED -> letIn(over);
      case REFUSED -> {
        if (over.policyRefused()) {
          turnedAway.add(over.dialler(), over.turnedAway(TurnedAway.How.REFUSED, 1));
          noteIfRefusedByAll(over);
        }
      }
      case UNANSWERED -> {
        boolean tells = !limited.isAfter(over.openedNanos() - 1);
        turnedAway.add(over.dialler(), over.turnedAway(TurnedAway.How.UNANSWERED, tells ? 1 : 0));
      }
      default -> {}
    }
    if (outcome.isFailure()) {
      keep(over);
    }
  }

  private void letIn(Attempt.Over over) {
    Plan now = plan;
    if (now.watches()) {
      List<TurnedAway.By> by = turnedAway.told(over.dialler(), over.nanos());
      InetAddress address = over.dialler().address();
      outliers.letIn(Source.of(address), over.gateway(), by, now, over.nanos());
    }
  }

  private void noteIfRefusedByAll(Attempt.Over over) {
    Set<LiveGateway> refusing =
        turnedAway.of(over.dialler(), TurnedAway.TELLS_NANOS, over.nanos()).stream()
            .filter(by -> by.how() == TurnedAway.How.REFUSED)
            .map(TurnedAway.By::gateway)
            .collect(Collectors.toSet());
    boolean byAll =
        plan.gateways().stream().filter(LiveGateway::takesSessions).allMatch(refusing::contains);
    if (byAll) {
      refusedByAll.add(over.dialler(), over.nanos());
    }
  }

  private void keep(Attempt.Over over) {
    Instant now = time.now();
    failed.add(over, now);
    if (events.wantsSessions()) {
      FailedAttempt attempt = over.describe(now);
      events.sayLater(
          new SessionEvent.AttemptFailed(
              attempt.session(),
              attempt.client(),
              attempt.gateway(),
              attempt.outcome(),
              attempt.detail(),
              attempt.offer(),
              attempt.took().toMillis()));
    }
  }

  /** Forgets what has expired. On the control plane. */
  public void secondHasGone(long nowNanos) {
    turnedAway.expire(nowNanos);
  }

  /** What is odd now. */
  public List<Warning> warnings(long nowNanos) {
    Plan now = plan;
    List<Warning> warnings = new ArrayList<>();
    for (LiveGateway gateway : now.gateways()) {
      gateway
          .ejections()
          .now()
          .ifPresent(
              ejection ->
                  warnings.add(
                      new Warning(
                          "gateway-ejected",
                          gateway.id().toString(),
                          "It gets no new sessions until %s: %s. Compare its policy with the others', see: ikelb attempts. To let it have sessions at once: ikelb ready %s"
                              .formatted(ejection.until(), ejection.evidence(), gateway.id()))));
    }
    outliers
        .warned()
        .forEach(
            (gateway, text) ->
                warnings.add(
                    new Warning("gateway-turns-away", gateway.id().toString(), text + ".")));
    refusedByAll
        .describe(nowNanos)
        .forEach(
            text ->
                warnings.add(new Warning("policy-refused", now.pool(), text + ". " + taken(now))));
    compare(now, nowNanos, warnings);
    return warnings;
  }

  private String taken(Plan now) {
    String texts =
        taken.entrySet().stream()
            .filter(its -> now.gateways().contains(its.getKey()))
            .map(its -> its.getKey().id().gateway() + " " + Offer.describe(its.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return texts.isEmpty()
        ? "No gateway has taken anything since ikelb started."
        : "Of others they took last: " + texts + ".";
  }

  private static void compare(Plan now, long nowNanos, List<Warning> warnings) {
    Map<LiveGateway, LoginTally.Recent> recent = new LinkedHashMap<>();
    LoginTally.Recent all = new LoginTally.Recent(0, 0, 0);
    for (LiveGateway gateway : now.gateways()) {
      LoginTally.Recent its = gateway.logins().recent(nowNanos);
      recent.put(gateway, its);
      all = all.plus(its);
    }
    for (Map.Entry<LiveGateway, LoginTally.Recent> one : recent.entrySet()) {
      if (LoginComparison.isWorse(one.getValue(), all.minus(one.getValue()))) {
        warnings.add(worse(one.getKey(), recent));
      }
    }
  }

  private static Warning worse(LiveGateway gateway, Map<LiveGateway, LoginTally.Recent> recent) {
    List<String> counts = new ArrayList<>();
    recent.forEach(
        (each, its) -> {
          String name = each.id().gateway();
          if (each == gateway) {
            counts.add(
                0, "%s finished %d of %d logins".formatted(name, its.finished(), its.begun()));
          } else {
            counts.add("%s %d of %d".formatted(name, its.finished(), its.begun()));
          }
        });
    return new Warning(
        "logins-differ",
        gateway.id().toString(),
        String.join(", ", counts)
            + ": look for what it has of its own, as its certificate, its RADIUS secret, its address"
            + " pool.");
  }
}
