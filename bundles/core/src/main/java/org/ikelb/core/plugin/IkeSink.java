package org.ikelb.core.plugin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.core.traffic.UpstreamServer;
import org.ikelb.spi.ObservedProgress;
import org.jspecify.annotations.Nullable;

/**
 * Takes copies of IKE messages for observers. There is none where nobody observes.
 *
 * <p>Called on any event loop: thread-safe, and never waits.
 */
public interface IkeSink {
  /**
   * A client's datagram was handled; it is left as it was.
   *
   * @param session whose it was; null: no session's
   * @param fate what became of it
   */
  void fromClient(
      UpstreamServer server,
      InetSocketAddress client,
      ByteBuffer datagram,
      @Nullable ObservedSession session,
      String fate);

  /** A gateway's datagram for this client was handled; it is left as it was. */
  void fromGateway(
      UpstreamServer server,
      InetSocketAddress client,
      ByteBuffer datagram,
      ObservedSession session,
      String fate);

  /** More is known of a client's attempt to log in. */
  void progress(ObservedProgress progress);
}
