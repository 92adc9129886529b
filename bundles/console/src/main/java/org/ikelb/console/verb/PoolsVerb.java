package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.view.PoolView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** The pools, and why one of them cannot open sessions. */
final class PoolsVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW, "pools", "the pools: method, gateways that take sessions, sessions");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<PoolView> pools = services.views().pools();
    Table table =
        Table.withHeader(
            "POOL",
            "METHOD",
            ">GATEWAYS",
            ">TAKING SESSIONS",
            ">ESTABLISHED",
            ">HALF-OPEN",
            "MONITORS",
            "GUARDS");
    for (PoolView pool : pools) {
      table.row(
          pool.name(),
          pool.method(),
          count(pool.gateways()),
          count(pool.takingSessions()),
          count(pool.establishedSessions()),
          count(pool.halfOpenSessions()),
          Wording.list(pool.monitors()),
          Wording.list(pool.guards()));
    }
    return Answer.of(pools).with(table).with(degraded(pools)).with(total(pools));
  }

  private static List<String> degraded(List<PoolView> pools) {
    return pools.stream()
        .filter(pool -> !pool.degraded().isEmpty())
        .map(pool -> pool.name() + " opens no sessions: " + pool.degraded())
        .toList();
  }

  private static String total(List<PoolView> pools) {
    int gateways = pools.stream().mapToInt(PoolView::gateways).sum();
    int established = pools.stream().mapToInt(PoolView::establishedSessions).sum();
    int halfOpen = pools.stream().mapToInt(PoolView::halfOpenSessions).sum();
    return count(pools.size(), "pool")
        + ", "
        + count(gateways, "gateway")
        + ", "
        + Phrases.sessions(established, halfOpen);
  }
}
