package org.ikelb.core.route;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.ike.EncryptedPayload;
import org.ikelb.ike.ExchangeType;
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
public record IkeArrival(
    ServerPlan server,
    InetSocketAddress client,
    int listenAddress,
    int fromLoop,
    @Nullable Flow flow,
    ByteBuffer datagram,
    int offset,
    SeenIke seen) {

  public long initiatorSpi() {
    return seen.pair().initiator();
  }

  public SpiPair pair() {
    return seen.pair();
  }

  /** The UDP payload's length. */
  public int bytes() {
    return datagram.remaining();
  }

  /** The IKE message, from its header on. */
  public ByteBuffer message() {
    return datagram.slice(offset, datagram.limit() - offset).asReadOnlyBuffer();
  }

  public ClientSide clientSide() {
    return new ClientSide(client, listenAddress);
  }

  /**
   * Whether a client that moved can have sent this protected message. A gateway may give up an IKE
   * SA for one that it cannot parse (strongSwan 5.9.8 does so for IKE_AUTH), so junk from an
   * unproven endpoint must not reach it.
   *
   * @param loggingIn whether the session may not have logged in yet
   */
  public boolean mayComeFromElsewhere(boolean loggingIn) {
    return EncryptedPayload.fills(datagram, offset)
        && (loggingIn || seen.exchange() != ExchangeType.IKE_AUTH);
  }
}
