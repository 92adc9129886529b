package org.ikelb.api.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Datagrams of one side of a virtual server, counted since start. At rest {@code received =
 * forwarded + answered + dropped}.
 *
 * @param received all that came in
 * @param forwarded sent on to the other side
 * @param answered answered by ikelb itself
 * @param dropped by reason; reasons that never occurred are absent
 * @param copies sent in addition: offered or duplicated datagrams
 * @param foreign IKE of gateways with an SPI pair that is not known to be the session's: sent on,
 *     but nothing was learnt of it
 * @param handedOver came to an event loop that does not own the session, and went to the one that
 *     does: cheap, but if it goes on, clients' datagrams come to other loops than they did
 * @param overflowed lost in the kernel because a socket's receive buffer was full: ikelb never
 *     received them, so they are not among the others; a train counts as one
 * @param receivedBytes UDP payload bytes received
 * @param forwardedBytes UDP payload bytes sent on
 */
public record Traffic(
    long received,
    long forwarded,
    long answered,
    Map<String, Long> dropped,
    long copies,
    long foreign,
    long handedOver,
    long overflowed,
    long receivedBytes,
    long forwardedBytes) {

  public static final Traffic NONE = new Traffic(0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0);

  public Traffic {
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
  }

  /** All drops, whatever the reason. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  public Traffic plus(Traffic other) {
    Map<String, Long> drops = new LinkedHashMap<>(dropped);
    other.dropped.forEach((reason, count) -> drops.merge(reason, count, Long::sum));
    return new Traffic(
        received + other.received,
        forwarded + other.forwarded,
        answered + other.answered,
        drops,
        copies + other.copies,
        foreign + other.foreign,
        handedOver + other.handedOver,
        overflowed + other.overflowed,
        receivedBytes + other.receivedBytes,
        forwardedBytes + other.forwardedBytes);
  }
}
