package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.age;
import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import org.ikelb.api.Role;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.Traffic;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** ikelb at a glance. */
final class StatusVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW, "status", "all at a glance: topology, gateways, sessions, traffic, warnings");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    StatusView status = services.views().status();
    return Answer.of(status)
        .with("ikelb " + status.version() + ", up " + age(status.uptime()))
        .with(fields(status, topology(status, services)));
  }

  private static Table fields(StatusView status, String topology) {
    return Table.ofFields()
        .row("topology", topology)
        .row("transport", status.transport() + ", " + count(status.loops(), "event loop"))
        .row("virtual servers", count(status.virtualServers()))
        .row(
            "gateways",
            count(status.gatewaysTakingSessions())
                + " of "
                + count(status.gateways())
                + " take new sessions")
        .row(
            "sessions",
            count(status.establishedSessions())
                + " established, "
                + count(status.halfOpenSessions())
                + " half-open, limit "
                + count(status.sessionLimit()))
        .row("from clients", traffic(status.fromClients()))
        .row("from gateways", traffic(status.fromGateways()))
        .row(
            "warnings",
            status.warnings() == 0 ? "none" : count(status.warnings()) + ", see \"warnings\"");
  }

  /** By its number in the history, which goes on over restarts; the revision begins anew. */
  private static String topology(StatusView status, Services services) {
    if (status.revision() == 0) {
      return "none applied yet";
    }
    String number =
        services
            .optionalChanges()
            .flatMap(changes -> changes.history().stream().findFirst())
            .map(newest -> "number " + count(newest.number()))
            .orElseGet(() -> "revision " + count(status.revision()) + " since the start");
    return number
        + ", applied "
        + age(Duration.between(status.appliedAt(), services.now()))
        + " ago by "
        + status.appliedBy();
  }

  private static String traffic(Traffic traffic) {
    return count(traffic.received())
        + " received ("
        + bytes(traffic.receivedBytes())
        + "), "
        + count(traffic.forwarded())
        + " forwarded, "
        + count(traffic.answered())
        + " answered, "
        + count(traffic.droppedTotal())
        + " dropped";
  }
}
