package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.ikelb.api.Role;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.PoolView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** The gateways: states, sessions and last probes. */
final class GatewaysVerb implements Verb {
  private static final String POOL = "POOL";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW, "gateways", "the gateways: states, weight, sessions, logins, last probes")
        .optionalArgument(POOL, "only those of this pool");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<GatewayView> gateways = services.views().gateways();
    if (input.argument(POOL).isPresent()) {
      gateways = ofPool(input.required(POOL), gateways, services);
    }
    Table table =
        Table.withHeader(
            "GATEWAY",
            "ADDRESS",
            "ADMIN",
            "HEALTH",
            "SINCE",
            "NEW",
            ">WEIGHT",
            ">ESTABLISHED",
            ">HALF-OPEN",
            ">LOGINS",
            ">MAX",
            "PROBES");
    gateways.forEach(gateway -> addRow(table, gateway, services.now()));
    return Answer.of(gateways).with(table).with(ejected(gateways)).with(total(gateways));
  }

  private static List<GatewayView> ofPool(String pool, List<GatewayView> all, Services services)
      throws VerbFailed {
    List<GatewayView> its = all.stream().filter(g -> g.id().pool().equals(pool)).toList();
    List<String> pools = services.views().pools().stream().map(PoolView::name).toList();
    if (its.isEmpty() && !pools.contains(pool)) {
      throw VerbFailed.notFound("pool", pool, pools);
    }
    return its;
  }

  private static void addRow(Table table, GatewayView gateway, Instant now) {
    table.row(
        gateway.id().toString(),
        Wording.list(gateway.addresses()),
        Wording.word(gateway.administrative()),
        Wording.word(gateway.health()),
        Wording.age(Duration.between(gateway.since(), now)),
        gateway.takesSessions() ? "yes" : "no: " + gateway.reason(),
        count(gateway.weight()),
        count(gateway.establishedSessions()),
        count(gateway.halfOpenSessions()),
        logins(gateway.logins()),
        gateway.maxSessions().isPresent() ? count(gateway.maxSessions().getAsInt()) : "-",
        gateway.probes().stream().map(GatewaysVerb::probe).collect(Collectors.joining("; ")));
  }

  /** Those that finished, of those that began. */
  private static String logins(GatewayView.Logins logins) {
    return logins.begun() == 0 ? "-" : count(logins.finished()) + "/" + count(logins.begun());
  }

  private static List<String> ejected(List<GatewayView> gateways) {
    return gateways.stream()
        .flatMap(gateway -> gateway.ejection().map(it -> ejected(gateway, it)).stream())
        .toList();
  }

  private static String ejected(GatewayView gateway, GatewayView.Ejection ejection) {
    return "%s is ejected until %s: %s; to lift that: ikelb ready %s"
        .formatted(
            gateway.id(),
            ejection.until().truncatedTo(ChronoUnit.SECONDS),
            ejection.evidence(),
            gateway.id());
  }

  private static String probe(GatewayView.Probe probe) {
    if (probe.at().isEmpty()) {
      return probe.monitor() + ": not probed yet";
    }
    String latency = probe.health() == Health.UP ? " " + Wording.millis(probe.latency()) : "";
    String detail = probe.detail().isEmpty() ? "" : ", " + probe.detail();
    return probe.monitor() + ": " + Wording.word(probe.health()) + latency + detail;
  }

  private static String total(List<GatewayView> gateways) {
    long taking = gateways.stream().filter(GatewayView::takesSessions).count();
    int established = gateways.stream().mapToInt(GatewayView::establishedSessions).sum();
    int halfOpen = gateways.stream().mapToInt(GatewayView::halfOpenSessions).sum();
    return count(gateways.size(), "gateway")
        + ", "
        + count(taking)
        + " taking new sessions, "
        + Phrases.sessions(established, halfOpen);
  }
}
