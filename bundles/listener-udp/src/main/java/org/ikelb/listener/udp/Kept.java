package org.ikelb.listener.udp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The datagrams that wait on one loop for sockets on their way to it. Bounded like an {@link
 * Outbox}.
 *
 * <p>Used on its loop only.
 */
final class Kept {
  private final Map<GatewaySocket, List<HandedOver>> bySocket = new HashMap<>();
  private int datagrams;
  private int bytes;

  /** The socket was asked for: from now on datagrams can wait for it. */
  void await(GatewaySocket socket) {
    bySocket.putIfAbsent(socket, new ArrayList<>());
  }

  /** Whether a datagram of so many bytes can wait for the socket. */
  boolean hasRoom(GatewaySocket socket, int bytesOfDatagram) {
    return bySocket.containsKey(socket)
        && datagrams < Outbox.MAX_DATAGRAMS
        && bytes + bytesOfDatagram <= Outbox.MAX_BYTES;
  }

  /** Takes the datagram; there is room. */
  void add(GatewaySocket socket, HandedOver datagram) {
    List<HandedOver> waiting = bySocket.get(socket);
    if (waiting == null) {
      throw new IllegalStateException("nobody asked for " + socket.localAddress());
    }
    waiting.add(datagram);
    datagrams++;
    bytes += datagram.bytes();
  }

  /** The socket has come, or will not: what waited for it, in order; the caller's. */
  List<HandedOver> take(GatewaySocket socket) {
    List<HandedOver> waited = bySocket.remove(socket);
    if (waited == null) {
      return List.of();
    }
    datagrams -= waited.size();
    bytes -= waited.stream().mapToInt(HandedOver::bytes).sum();
    return waited;
  }

  /** Lets go of everything. */
  void close() {
    bySocket.values().forEach(waiting -> waiting.forEach(HandedOver::release));
    bySocket.clear();
  }
}
