package org.ikelb.core.dataplane;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One event loop's I/O, as its {@link Relay} uses it. While the relay handles a datagram, that is
 * <i>the datagram in hand</i>: it can be sent on without being copied or passed around.
 *
 * <p>Used on its own event loop only, but for {@link #execute} and {@link #index}.
 */
@ConsumerType
public interface Transport {
  /** The number of this loop, from 0. */
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
   * @throws BindException if another socket of this machine has the local address and port
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

  /**
   * Sends the datagram in hand to a gateway once more than it was received: if that fails, nobody
   * is told.
   */
  void copy(UpstreamSocket socket);

  /**
   * Sends the datagram in hand to a client once more than it was received: if that fails, nobody is
   * told.
   */
  void copy(int listenAddress, InetSocketAddress client);

  /**
   * Gives the datagram in hand to another loop, whose relay gets it as {@link Relay#handedOver}.
   * What one loop hands to another keeps its order, tasks given to {@link #execute} of the other
   * loop's transport included. If the other loop has no room the datagram is lost, and {@link
   * Relay#notHandedOver} is called here.
   *
   * @param loop the other loop's index
   * @param listenAddress the id of the address the datagram came to
   * @param client where it came from
   */
  void handOver(int loop, int listenAddress, InetSocketAddress client);

  /**
   * Brings a socket from another loop to this one. On the other loop, after all that was handed
   * over to it before, {@code letGo} runs, and from then on that loop neither reads from nor writes
   * to the socket. Then, here, {@code arrived} runs, and this loop alone reads and writes. Nothing
   * is lost, doubled or reordered. What comes in meanwhile for the socket can wait: {@link
   * #keepFor}.
   *
   * @param loop the loop that has the socket now
   * @param letGo runs on the other loop; returns false to stop the move (the socket was closed):
   *     then nothing else happens but that {@code arrived} is told so
   * @param arrived runs on this loop with whether the socket is here
   */
  void fetch(int loop, UpstreamSocket socket, BooleanSupplier letGo, Consumer<Boolean> arrived);

  /**
   * Keeps the datagram in hand until a socket that was asked for with {@link #fetch} has arrived;
   * right after {@code arrived} the relay gets what was kept, in order, as {@link
   * Relay#handedOver}. Without room it is lost, and {@link Relay#notHandedOver} is called.
   *
   * @param listenAddress the id of the address the datagram came to
   * @param client where it came from
   */
  void keepFor(UpstreamSocket socket, int listenAddress, InetSocketAddress client);

  /**
   * Keeps a copy of the datagram in hand until this loop has time for it: what else comes to its
   * sockets does not wait for what is put off. The relay gets them in order, as {@link
   * Relay#waited}.
   *
   * @param listenAddress the id of the address the datagram came to
   * @param client where it came from
   * @return false if there is no room: it is not kept
   */
  boolean putOff(int listenAddress, InetSocketAddress client);

  /** Sends ikelb's own answer to a client; the bytes are copied. */
  void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram);
}
