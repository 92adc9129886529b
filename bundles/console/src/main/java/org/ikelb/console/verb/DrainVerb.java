package org.ikelb.console.verb;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.GatewayView.Drain;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Wording;

/** Lets a gateway run empty. */
final class DrainVerb implements Verb {
  private static final String MAX_WAIT = "max-wait";
  private static final String THEN = "then";
  private static final String WAIT = "wait";

  @Override
  public Syntax syntax() {
    return Syntax.writes(
            Role.OPERATE,
            "drain",
            "let a gateway run empty: no new sessions, those it has stay",
            "ready")
        .argument(KnownGateway.ARGUMENT, "the gateway")
        .option(MAX_WAIT, "TIME", "how long its sessions may take to end: 90s, 30m, 4h")
        .choice(
            THEN,
            List.of("keep", "maintenance"),
            "after --max-wait: sessions that are left stay, or are ended; else keep")
        .flag(WAIT, "answer when it is empty (exit code 0) or --max-wait is over (3)");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayView before =
        KnownGateway.configured(input.required(KnownGateway.ARGUMENT), services.views());
    Optional<Duration> maxWait = input.duration(MAX_WAIT);
    Optional<String> then = input.option(THEN);
    if (then.isPresent() && maxWait.isEmpty()) {
      throw VerbFailed.refused("drain: --" + THEN + " needs --" + MAX_WAIT);
    }
    boolean already = before.administrative() == AdministrativeState.DRAIN;
    List<String> said = new ArrayList<>();
    GatewayChange drained = new GatewayChange(before, Optional.empty());
    if (already && maxWait.isEmpty()) {
      said.add(before.id() + " is drain already" + end(before));
    } else {
      AfterDrain after =
          then.orElse("keep").equals("keep") ? AfterDrain.KEEP : AfterDrain.MAINTENANCE;
      drained = drain(before, new DrainOrder(maxWait, after), services);
      said.addAll(changed(before, drained.gateway(), services));
    }
    if (!input.flag(WAIT)) {
      return Kept.orSaid(Answer.of(drained.gateway()).with(said), drained);
    }
    said.forEach(services.waiting()::say);
    return Kept.orSaid(new DrainWait(services, before.id()).untilTheEnd(), drained);
  }

  private static GatewayChange drain(GatewayView before, DrainOrder order, Services services)
      throws VerbFailed {
    try {
      return services.control().drain(before.id(), order, services.author());
    } catch (Refused e) {
      throw VerbFailed.refused(e.reasons());
    }
  }

  private static List<String> changed(GatewayView before, GatewayView after, Services services)
      throws VerbFailed {
    List<String> said = new ArrayList<>();
    String was = Wording.word(before.administrative());
    said.add(before.id() + ": " + was + " -> drain");
    said.add(
        "new sessions go elsewhere; "
            + Phrases.sessions(after.establishedSessions(), after.halfOpenSessions())
            + " stay until they end"
            + end(after));
    said.addAll(StateChange.poolWithoutGateway(before.id().pool(), services));
    String undo = before.administrative() == AdministrativeState.DRAIN ? "ready" : was;
    said.add("to undo: ikelb " + undo + " " + before.id());
    return said;
  }

  /** {@code , or until 2026-03-01T16:00:00Z; those left are ended then}. */
  private static String end(GatewayView gateway) {
    Optional<Drain> drain = gateway.drain().filter(order -> order.until().isPresent());
    return drain
        .map(
            order ->
                ", or until "
                    + order.until().orElseThrow().truncatedTo(ChronoUnit.SECONDS)
                    + (order.then() == AfterDrain.KEEP
                        ? "; those that are left stay"
                        : "; those that are left are ended then"))
        .orElse("");
  }
}
