package org.ikelb.core.plugin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.ike.DatagramKind;
import org.ikelb.ike.HeaderFault;
import org.ikelb.ike.HeaderRules;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.ObservedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an IKE message.
 *
 * <p>Immutable and thread-safe.
 */
record ObservedCopy(
    Instant at,
    Direction direction,
    InetSocketAddress client,
    String virtualServer,
    @Nullable ObservedSession of,
    String fate,
    ByteBuffer bytes)
    implements ObservedMessage {
  static final int NONE = -1;

  @Override
  public String gateway() {
    return direction == Direction.FROM_GATEWAY ? chosenGateway() : "";
  }

  @Override
  public String session() {
    return of == null ? "" : of.id();
  }

  @Override
  public String chosenGateway() {
    return of == null ? "" : of.gatewayName();
  }

  @Override
  public ByteBuffer message() {
    return bytes.duplicate();
  }

  /** Where the message in a datagram begins; {@link #NONE}: it has none, or a faulty header. */
  static int offsetIn(ByteBuffer datagram, UpstreamServer server, Direction direction) {
    int offset = datagram.position();
    if (server.natT()) {
      if (NatTraversal.kindOf(datagram) != DatagramKind.IKE) {
        return NONE;
      }
      offset += NatTraversal.MARKER_LENGTH;
    }
    int length = datagram.limit() - offset;
    HeaderFault fault =
        direction == Direction.FROM_CLIENT
            ? HeaderRules.checkFromClient(datagram, offset, length)
            : HeaderRules.checkFromGateway(datagram, offset, length);
    return fault == HeaderFault.NONE ? offset : NONE;
  }

  /** Copies what begins there. */
  static ByteBuffer of(ByteBuffer datagram, int offset) {
    byte[] copy = new byte[datagram.limit() - offset];
    datagram.get(offset, copy);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }
}
