package org.ikelb.api.topology;

import java.net.InetAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Addresses and a UDP port that clients send to, and what is spoken there.
 *
 * @param name unique among the virtual servers
 * @param addresses at least one, of either family, never a wildcard
 * @param port 1 to 65535
 * @param protocol what is spoken on the port
 * @param gatewayPort the port of the gateways that its datagrams go to, 1 to 65535
 * @param pool the name of the pool that serves it
 */
@ProviderType
public record VirtualServer(
    String name,
    List<InetAddress> addresses,
    int port,
    Protocol protocol,
    int gatewayPort,
    String pool) {

  public VirtualServer {
    addresses = List.copyOf(addresses);
  }
}
