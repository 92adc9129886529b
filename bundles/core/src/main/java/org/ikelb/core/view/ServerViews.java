package org.ikelb.core.view;

import java.util.List;
import java.util.function.Function;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.core.traffic.ServerCounters;
import org.ikelb.core.traffic.SideCounters;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * The virtual servers, as they are shown. Pure functions.
 *
 * <p>Thread-safe.
 */
final class ServerViews {
  private ServerViews() {}

  static List<VirtualServerView> of(Running running) {
    return running.topology().virtualServers().values().stream()
        .map(server -> of(server, running.topology(), running.server(server.name())))
        .toList();
  }

  private static VirtualServerView of(
      VirtualServer server, Topology topology, UpstreamServer counted) {
    return new VirtualServerView(
        server.name(),
        server.addresses().stream()
            .map(address -> AddressText.endpoint(address, server.port()))
            .toList(),
        server.protocol().key(),
        server.pool(),
        groupOf(server.name(), topology),
        counted.upstreams().get(),
        read(counted, ServerCounters::client),
        read(counted, ServerCounters::gateway));
  }

  private static String groupOf(String virtualServer, Topology topology) {
    return topology.persistencyGroups().values().stream()
        .filter(group -> group.virtualServers().contains(virtualServer))
        .map(PersistencyGroup::name)
        .findFirst()
        .orElse("");
  }

  private static Traffic read(UpstreamServer server, Function<ServerCounters, SideCounters> side) {
    return server.counters().stream()
        .map(side)
        .map(SideCounters::read)
        .reduce(Traffic.NONE, Traffic::plus);
  }
}
