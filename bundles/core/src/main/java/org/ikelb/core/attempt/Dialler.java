package org.ikelb.core.attempt;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Who dials, as far as one client can be told from another before it says who it is: by its address
 * and its policy. Clients of one policy behind one NAT are one, and a gateway that refuses one of
 * them refuses all.
 *
 * <p>Immutable.
 *
 * @param address where its IKE_SA_INIT came from
 */
public record Dialler(InetAddress address, Offer offer) {
  /**
   * Who sends an IKE_SA_INIT.
   *
   * @param message from its header on, at its position; not changed
   */
  public static Dialler of(InetSocketAddress client, ByteBuffer message) {
    return new Dialler(client.getAddress(), Offer.of(message));
  }
}
