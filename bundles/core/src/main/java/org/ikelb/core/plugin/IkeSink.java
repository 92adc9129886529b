package org.ikelb.core.plugin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.traffic.UpstreamServer;

/**
 * Takes copies of IKE messages for observers. There is none where nobody observes.
 *
 * <p>Called on any event loop: thread-safe, and never waits.
 */
public interface IkeSink {
  /** A datagram came from a client; it is left as it was. */
  void fromClient(UpstreamServer server, InetSocketAddress client, ByteBuffer datagram);

  /** A datagram came from a gateway, for this client; it is left as it was. */
  void fromGateway(
      UpstreamServer server, String gateway, InetSocketAddress client, ByteBuffer datagram);
}
