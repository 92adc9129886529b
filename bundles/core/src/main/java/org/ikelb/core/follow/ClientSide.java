package org.ikelb.core.follow;

import java.net.InetSocketAddress;

/**
 * What a client sees: its own endpoint, and the address that it sends to.
 *
 * <p>Immutable.
 */
public record ClientSide(InetSocketAddress client, int listenAddress) {
  /** Whether a NAT may have given the client another port, and no more. */
  boolean hasOnlyAnotherPortThan(ClientSide other) {
    return listenAddress == other.listenAddress
        && client.getAddress().equals(other.client.getAddress());
  }
}
