package org.ikelb.core.dataplane;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Owns the sockets and the event loops. An OSGi service; core uses the one there is.
 *
 * <p>Thread-safe. {@link #open}, {@link #listen} and {@link #close} are called on control threads,
 * one after the other, and may block.
 */
@ConsumerType
public interface Listener {
  /** How datagrams are received and sent: {@code epoll}, {@code nio}. */
  String transport();

  /** How many event loops there are, at least 1; never changes. */
  int loops();

  /** How many upstream sockets may be open at once, given the limit on file descriptors. */
  int maxUpstreams();

  /**
   * Starts the loops. Called once, before anything else.
   *
   * @param relays makes the relay of each loop from its transport, in the order of the loops;
   *     called on the control thread
   */
  void open(Function<Transport, Relay> relays);

  /**
   * Makes these, and only these, the sockets that clients can send to. A socket that stays is not
   * touched. Nothing is read from new sockets until all are bound on all loops. Waits for a loop
   * for two seconds at most, and not at all if nothing changes.
   *
   * @return warnings: an address that is not on this machine (bound with IP_FREEBIND) or the like
   * @throws ListenFailed if one could not be bound; then nothing was changed
   */
  List<String> listen(List<ListenAddress> addresses) throws ListenFailed;

  /**
   * Who else has a UDP address and port: {@code process 1234 (charon)}; for messages. Looks through
   * the system's tables, so it is slow.
   *
   * @param address ikelb's own; the wildcard is in the way of every address
   * @return empty if nobody has it, or it cannot be told
   */
  default Optional<String> holder(InetSocketAddress address) {
    return Optional.empty();
  }

  /** The address that the kernel gives a socket towards this gateway; empty: there is no way. */
  default Optional<InetAddress> sourceTowards(InetAddress gateway) {
    return Optional.empty();
  }

  /** Closes all sockets and stops the loops. Nothing can be used afterwards. */
  void close();
}
