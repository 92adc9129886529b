package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.bytes;
import static org.ikelb.console.output.Wording.count;

import java.util.List;
import java.util.stream.Collectors;
import org.ikelb.api.Role;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;
import org.ikelb.console.output.Wording;

/** What clients connect to, and the traffic of each side. */
final class VirtualServersVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW, "virtualservers", "what clients connect to, with traffic and drops");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<VirtualServerView> servers = services.views().virtualServers();
    Table what =
        Table.withHeader("VIRTUALSERVER", "ADDRESS", "PROTOCOL", "POOL", "GROUP", ">UPSTREAMS");
    Table traffic =
        Table.withHeader(
            "VIRTUALSERVER",
            "FROM",
            ">RECEIVED",
            ">BYTES",
            ">FORWARDED",
            ">ANSWERED",
            ">DROPPED",
            ">COPIES",
            ">FOREIGN",
            ">HANDED OVER",
            ">OVERFLOWED",
            "DROPPED BECAUSE");
    for (VirtualServerView server : servers) {
      what.row(
          server.name(),
          Wording.list(server.addresses()),
          server.protocol(),
          server.pool(),
          server.persistencyGroup(),
          count(server.upstreams()));
      addSide(traffic, server.name(), "clients", server.fromClients());
      addSide(traffic, "", "gateways", server.fromGateways());
    }
    int upstreams = servers.stream().mapToInt(VirtualServerView::upstreams).sum();
    return Answer.of(servers)
        .with(what)
        .with("")
        .with(traffic)
        .with(count(servers.size(), "virtual server") + ", " + count(upstreams, "upstream"));
  }

  private static void addSide(Table table, String server, String side, Traffic traffic) {
    String reasons =
        traffic.dropped().entrySet().stream()
            .map(drop -> drop.getKey() + " " + count(drop.getValue()))
            .collect(Collectors.joining(", "));
    table.row(
        server,
        side,
        count(traffic.received()),
        bytes(traffic.receivedBytes()),
        count(traffic.forwarded()),
        count(traffic.answered()),
        count(traffic.droppedTotal()),
        count(traffic.copies()),
        count(traffic.foreign()),
        count(traffic.handedOver()),
        count(traffic.overflowed()),
        reasons);
  }
}
