package org.ikelb.exporter.kit;

import java.net.InetAddress;
import java.util.List;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.VirtualServer;

/**
 * One address of a virtual server, and who can serve the clients that come to it. Products have a
 * virtual server of their own for each address.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ordinal 1 for the first address of its family in the virtual server, 2 for the next
 * @param members at least one
 */
public record Served(
    VirtualServer server,
    PersistencyGroup group,
    Pool pool,
    InetAddress address,
    int ordinal,
    List<Member> members) {

  public Served {
    members = List.copyOf(members);
  }

  /** A gateway, and the address of it that is used. */
  public record Member(Gateway gateway, InetAddress address) {}

  public Family family() {
    return Family.of(address);
  }

  /** Tells the objects of this address from those of the virtual server's others. */
  public String suffix() {
    return (family() == Family.IPV6 ? "_v6" : "") + (ordinal > 1 ? "_" + ordinal : "");
  }
}
