package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.plan.ServerPlan;
import org.jspecify.annotations.Nullable;

/**
 * A client's IKE message that has just come in.
 *
 * @param server the virtual server it came to
 * @param client where it came from
 * @param listenAddress the address it came to
 * @param fromLoop the loop it came to
 * @param flow the flow of the client's endpoint; null: it has none
 * @param datagram all of it
 * @param offset where the IKE header begins
 * @param seen what can be seen of the message
 */
record IkeArrival(
    ServerPlan server,
    InetSocketAddress client,
    int listenAddress,
    int fromLoop,
    @Nullable Flow flow,
    ByteBuffer datagram,
    int offset,
    SeenIke seen) {

  long initiatorSpi() {
    return seen.pair().initiator();
  }

  SpiPair pair() {
    return seen.pair();
  }

  /** The UDP payload's length. */
  int bytes() {
    return datagram.remaining();
  }

  /** The IKE message, from its header on. */
  ByteBuffer message() {
    return datagram.slice(offset, datagram.limit() - offset).asReadOnlyBuffer();
  }

  ClientSide clientSide() {
    return new ClientSide(client, listenAddress);
  }
}
