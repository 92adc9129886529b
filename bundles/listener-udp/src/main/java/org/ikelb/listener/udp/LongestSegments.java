package org.ikelb.listener.udp;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which datagrams a socket sends singly, because a train of them was refused: the segments of a
 * train must fit the path's MTU, single datagrams are fragmented.
 *
 * <p>Used on its socket's loop only.
 */
final class LongestSegments {
  private static final int MAX_RECIPIENTS = 1_024;

  private final Map<InetSocketAddress, Integer> byRecipient = new HashMap<>();
  private int ofAll = Train.MAX_BYTES;

  /** Whether a datagram of so many bytes may be part of a train to this recipient. */
  boolean allow(int bytes, @Nullable InetSocketAddress recipient) {
    return bytes <= ofAll
        && (recipient == null
            || byRecipient.isEmpty()
            || bytes <= byRecipient.getOrDefault(recipient, Train.MAX_BYTES));
  }

  /** A train of datagrams this long was refused. */
  void refused(int bytes, @Nullable InetSocketAddress recipient) {
    if (recipient == null) {
      ofAll = Math.min(ofAll, bytes - 1);
      return;
    }
    if (byRecipient.size() >= MAX_RECIPIENTS) {
      byRecipient.clear();
    }
    byRecipient.merge(recipient, bytes - 1, Math::min);
  }
}
