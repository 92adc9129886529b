package org.ikelb.core.dataplane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One event loop's I/O, as its {@link Relay} uses it. While the relay handles a datagram, that is
 * <i>the datagram in hand</i>: it can be sent on without being copied or passed around.
 *
 * <p>Used on its own event loop only, but for {@link #execute} and {@link #index}.
 */
@ConsumerType
public interface Transport {
  /** Which loop this is, from 0. */
  int index();

  /** Runs the task on this loop, later. From any thread; tasks of one thread keep their order. */
  void execute(Runnable task);

  /** Runs the task on this loop after the delay; for the relay's own clock. On the loop. */
  void schedule(Runnable task, long delayNanos);

  /**
   * Opens a socket towards a gateway: bound, connected, DF off, and read from at once.
   *
   * @param upstream what its datagrams are handed to the relay with; its local and remote addresses
   *     are those to use
   * @return the open socket
   * @throws IOException if it cannot be opened; nothing is left behind
   */
  UpstreamSocket connect(Upstream upstream) throws IOException;

  /** Sends the datagram in hand to the gateway. */
  void forward(UpstreamSocket socket);

  /**
   * Sends the datagram in hand to a client.
   *
   * @param listenAddress the id of the address it leaves from
   */
  void forward(int listenAddress, InetSocketAddress client);

  /** Sends ikelb's own answer to a client; the bytes are copied. */
  void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram);
}
