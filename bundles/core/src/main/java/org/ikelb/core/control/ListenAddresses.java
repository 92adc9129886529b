package org.ikelb.core.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.topology.VirtualServer;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.plan.ServerPlan;

/**
 * Numbers the addresses that clients send to. An address keeps its number as long as it is listened
 * on, even if its virtual server changes; a number is never used again for another one.
 *
 * <p>Immutable.
 */
record ListenAddresses(List<ListenAddress> list, int nextId) {

  static final ListenAddresses NONE = new ListenAddresses(List.of(), 0);

  ListenAddresses {
    list = List.copyOf(list);
  }

  /** Those of another topology. */
  ListenAddresses follow(Topology topology) {
    Map<InetSocketAddress, Integer> known = new HashMap<>();
    list.forEach(address -> known.put(address.address(), address.id()));
    List<ListenAddress> next = new ArrayList<>();
    int id = nextId;
    for (VirtualServer server : topology.virtualServers().values()) {
      for (InetAddress address : server.addresses()) {
        InetSocketAddress wanted = new InetSocketAddress(address, server.port());
        Integer old = known.get(wanted);
        next.add(new ListenAddress(old == null ? id++ : old, server.name(), wanted));
      }
    }
    return new ListenAddresses(next, id);
  }

  /** The plans of the virtual servers, by the numbers of their addresses. */
  Map<Integer, ServerPlan> number(Map<String, ServerPlan> servers) {
    Map<Integer, ServerPlan> byId = new HashMap<>();
    for (ListenAddress address : list) {
      ServerPlan server = servers.get(address.virtualServer());
      if (server != null) {
        byId.put(address.id(), server);
      }
    }
    return byId;
  }

  /** The numbers that the other has and this has not. */
  Set<Integer> goneSince(ListenAddresses before) {
    Set<Integer> gone = new HashSet<>();
    before.list.forEach(address -> gone.add(address.id()));
    list.forEach(address -> gone.remove(address.id()));
    return gone;
  }
}
