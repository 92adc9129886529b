package org.ikelb.core.dataplane;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides about the datagrams of one event loop, without sockets. For each datagram it calls the
 * transport's methods, possibly several times, or drops it.
 *
 * <p>Used on its own event loop only.
 */
@ProviderType
public interface Relay {
  /** A batch of datagrams follows: time and topology are read once for all of it. */
  void beginBatch();

  /**
   * A datagram from a client; it is the one in hand until this returns.
   *
   * @param listenAddress the id of the address it came to
   * @param client where it came from
   * @param datagram its UDP payload, from position to limit, big-endian; not kept
   */
  void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram);

  /**
   * A client's datagram that came to another loop, or waited for a socket, was counted as received
   * then, and is to be handled here; it is the one in hand until this returns.
   *
   * @param fromLoop the loop it came to
   * @param listenAddress the id of the address it came to
   * @param client where it came from
   * @param datagram as in {@link #fromClient}
   */
  void handedOver(int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram);

  /**
   * A client's datagram that was put off with {@link Transport#putOff} has its turn; it is the one
   * in hand until this returns.
   *
   * @param fromLoop the loop it came to
   * @param listenAddress the id of the address it came to
   * @param client where it came from
   * @param datagram as in {@link #fromClient}
   */
  void waited(int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram);

  /** A datagram that was to be handed over, or kept, was lost for want of room. */
  void notHandedOver(int listenAddress, int bytes);

  /**
   * A datagram from a gateway; it is the one in hand until this returns.
   *
   * @param upstream what the socket was opened with
   * @param datagram its UDP payload, from position to limit, big-endian; not kept
   */
  void fromGateway(Upstream upstream, ByteBuffer datagram);

  /** A datagram was received cut, so its content is unknown: it was not shown to this relay. */
  void truncatedFromClient(int listenAddress);

  /** A datagram was received cut, so its content is unknown: it was not shown to this relay. */
  void truncatedFromGateway(Upstream upstream);

  /** The kernel lost so many for want of room in the address's receive buffer. */
  void overflowedFromClients(int listenAddress, int datagrams);

  /** The kernel lost so many for want of room in the upstream's receive buffer. */
  void overflowedFromGateway(Upstream upstream, int datagrams);

  /**
   * A datagram that was handed to {@link Transport#forward(UpstreamSocket)} could not be sent.
   *
   * @param bytes its UDP payload
   */
  void notSentToGateway(Upstream upstream, int bytes, SendFailure failure);

  /** A datagram that was handed to the transport for a client could not be sent. */
  void notSentToClient(int listenAddress, int bytes, SendFailure failure);

  /** The gateway's host said that nobody listens on the port: news about the gateway. */
  void refused(Upstream upstream);

  /** Why a datagram could not be sent. */
  enum SendFailure {
    /** The kernel had no room (ENOBUFS, EAGAIN for too long). */
    BUFFER_FULL,
    /** The datagram is too long for the path and must not be cut (EMSGSIZE). */
    TOO_LONG,
    /** The other side refused the one before, and the second try failed too (ECONNREFUSED). */
    REFUSED,
    /** No route, not permitted, or the like. */
    UNREACHABLE
  }
}
