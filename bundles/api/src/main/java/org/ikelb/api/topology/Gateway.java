package org.ikelb.api.topology;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A VPN server behind the balancer.
 *
 * @param id unique
 * @param ipv4 its IPv4 address; one of the two families is always present
 * @param ipv6 its IPv6 address
 * @param weight its share of new sessions, 0 to 1000; 0 gets none by choice of the method
 * @param maxSessions more sessions than these are placed elsewhere; empty: no limit
 * @param maxHalfOpen more half-open sessions than these are placed elsewhere; empty: no limit
 */
@ProviderType
public record Gateway(
    GatewayId id,
    Optional<Inet4Address> ipv4,
    Optional<Inet6Address> ipv6,
    int weight,
    OptionalInt maxSessions,
    OptionalInt maxHalfOpen) {

  public Gateway {
    if (ipv4.isEmpty() && ipv6.isEmpty()) {
      throw new IllegalArgumentException("gateway " + id + " has no address");
    }
  }

  /** Its addresses, IPv4 first. */
  public List<InetAddress> addresses() {
    List<InetAddress> addresses = new ArrayList<>(2);
    ipv4.ifPresent(addresses::add);
    ipv6.ifPresent(addresses::add);
    return List.copyOf(addresses);
  }

  /** The address for a client: of the client's family if there is one, else the other. */
  public InetAddress addressFor(InetAddress client) {
    Optional<? extends InetAddress> same = client instanceof Inet6Address ? ipv6 : ipv4;
    return same.isPresent() ? same.get() : addresses().get(0);
  }
}
