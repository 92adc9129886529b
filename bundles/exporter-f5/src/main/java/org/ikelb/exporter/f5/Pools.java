package org.ikelb.exporter.f5;

import static org.ikelb.exporter.f5.Translation.PRODUCT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.Topology;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Mode;
import org.ikelb.exporter.f5.BigIp.Monitor;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.kit.Family;
import org.ikelb.exporter.kit.Findings;
import org.ikelb.exporter.kit.LegalNames;
import org.ikelb.exporter.kit.MethodFindings;
import org.ikelb.exporter.kit.Paths;
import org.ikelb.exporter.kit.Pings;
import org.ikelb.exporter.kit.Seconds;
import org.ikelb.exporter.kit.Served;
import org.ikelb.exporter.kit.Weights;

/**
 * One BIG-IP pool for each pool, port and family: a member has its port.
 *
 * <p>Not thread-safe: one for each export.
 */
final class Pools {
  private static final int LONGEST_RAMP = 900;
  private static final int LARGEST_RATIO = 100;

  private final LegalNames names;
  private final Seconds seconds;
  private final Findings findings;
  private final Pings pings;
  private final Monitors monitors;
  private final Map<Key, Pool> pools = new LinkedHashMap<>();

  /** What a pool is for. */
  private record Key(String pool, int port, Family family) {}

  Pools(Topology topology, LegalNames names, Seconds seconds, Findings findings) {
    this.names = names;
    this.seconds = seconds;
    this.findings = findings;
    this.pings = new Pings(topology.monitors(), findings);
    this.monitors = new Monitors(names, seconds, findings);
  }

  /** The pool's name. */
  String of(Served served) {
    int port = served.server().gatewayPort();
    Key key = new Key(served.pool().name(), port, served.family());
    return pools.computeIfAbsent(key, absent -> pool(served, port)).name();
  }

  List<Pool> list() {
    return List.copyOf(pools.values());
  }

  List<Monitor> monitors() {
    return monitors.list();
  }

  private Pool pool(Served served, int port) {
    String path = Paths.of("pools", served.pool().name());
    Weights ratios =
        Weights.of(
            served.members().stream().map(Served.Member::gateway).toList(),
            LARGEST_RATIO,
            "member");
    Optional<String> monitor = pings.of(served.pool()).map(monitors::of);
    List<Member> members = new ArrayList<>();
    for (Served.Member member : served.members()) {
      String gateway = Paths.of("pools", served.pool().name(), "gateways", name(member));
      noteGateway(gateway, member, ratios);
      members.add(
          new Member(
              member.address(),
              port,
              ratios.of(member.gateway()),
              member.gateway().maxSessions().orElse(0),
              member.gateway().weight() > 0));
    }
    String family = served.family() == Family.IPV6 ? "_v6" : "";
    return new Pool(
        names.of(path, "pool_", served.pool().name(), "_" + port + family),
        mode(served.pool(), ratios.areEqual()),
        monitor,
        seconds.capped(
            path + ".slowStart", served.pool().slowStart().orElse(Duration.ZERO), LONGEST_RAMP),
        members);
  }

  private Mode mode(org.ikelb.api.topology.Pool pool, boolean equal) {
    Mode mode =
        pool.method().type().equals("least-sessions")
            ? equal ? Mode.LEAST_CONNECTIONS : Mode.RATIO_LEAST_CONNECTIONS
            : equal ? Mode.ROUND_ROBIN : Mode.RATIO;
    new MethodFindings(PRODUCT, findings).note(pool, mode.key());
    return mode;
  }

  private void noteGateway(String path, Served.Member member, Weights ratios) {
    ratios
        .change(member.gateway())
        .ifPresent(text -> findings.changed(Pages.SCHEMA, path + ".weight", text));
    if (member.gateway().maxSessions().isPresent()) {
      findings.changed(
          Pages.TMSH,
          path + ".maxSessions",
          PRODUCT
              + " limits flows, on each port apart, and lets clients with a persistence record in"
              + " beyond the limit: else their port 4500 would go to another gateway than their"
              + " port 500. Limit sessions at the gateway, too.");
    }
  }

  private static String name(Served.Member member) {
    return member.gateway().id().gateway();
  }
}
