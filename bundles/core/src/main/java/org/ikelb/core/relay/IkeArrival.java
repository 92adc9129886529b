package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SpiPair;
import org.ikelb.ike.IkeHeader;
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
 */
record IkeArrival(
    ServerPlan server,
    InetSocketAddress client,
    int listenAddress,
    int fromLoop,
    @Nullable Flow flow,
    ByteBuffer datagram,
    int offset) {

  long initiatorSpi() {
    return IkeHeader.initiatorSpi(datagram, offset);
  }

  long responderSpi() {
    return IkeHeader.responderSpi(datagram, offset);
  }

  SpiPair pair() {
    return new SpiPair(initiatorSpi(), responderSpi());
  }

  /** The UDP payload's length. */
  int bytes() {
    return datagram.remaining();
  }

  /** The IKE message, from its header on. */
  ByteBuffer message() {
    return datagram.slice(offset, datagram.limit() - offset).asReadOnlyBuffer();
  }

  SessionUpstream.ClientSide clientSide() {
    return new SessionUpstream.ClientSide(client, listenAddress);
  }
}
