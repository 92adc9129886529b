package org.ikelb.core.traffic;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ikelb.api.view.Traffic;

/**
 * What one event loop counts for one side of one virtual server. Everything received ends as
 * exactly one of forwarded, answered or dropped.
 *
 * <p>Written on that loop; {@link #read} from any thread.
 */
public final class SideCounters {
  private final Counter received = new Counter();
  private final Counter receivedBytes = new Counter();
  private final Counter forwarded = new Counter();
  private final Counter forwardedBytes = new Counter();
  private final Counter answered = new Counter();
  private final Counter copies = new Counter();
  private final Counter foreign = new Counter();
  private final Counter handedOver = new Counter();
  private final Counter overflowed = new Counter();
  private final Counter lastOverflowNanos = new Counter();
  private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);

  public SideCounters() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new Counter());
    }
  }

  public void received(int bytes) {
    received.increment();
    receivedBytes.add(bytes);
  }

  public void forwarded(int bytes) {
    forwarded.increment();
    forwardedBytes.add(bytes);
  }

  public void answered() {
    answered.increment();
  }

  /** A datagram was sent so many times more. */
  public void copied(int times) {
    copies.add(times);
  }

  /** A message of a pair not known to be its session's was sent on, and nothing was learnt. */
  public void foreign() {
    foreign.increment();
  }

  /** A datagram was handed to another loop, which counts how it ends. */
  public void handedOver() {
    handedOver.increment();
  }

  /** The kernel lost so many because a receive buffer was full. */
  public void overflowed(long datagrams, long nowNanos) {
    lastOverflowNanos.set(nowNanos);
    overflowed.add(datagrams);
  }

  /** Whether the kernel lost any since then. */
  public boolean hasOverflowedSince(long nanos) {
    return overflowed.get() != 0 && lastOverflowNanos.get() - nanos >= 0;
  }

  public void dropped(DropReason reason) {
    Objects.requireNonNull(dropped.get(reason)).increment();
  }

  /** What was counted as forwarded could not be sent after all. */
  public void notSent(int bytes, DropReason reason) {
    forwarded.add(-1);
    forwardedBytes.add(-bytes);
    dropped(reason);
  }

  public Traffic read() {
    Map<String, Long> drops = new LinkedHashMap<>();
    dropped.forEach(
        (reason, count) -> {
          if (count.get() != 0) {
            drops.put(reason.key(), count.get());
          }
        });
    return new Traffic(
        received.get(),
        forwarded.get(),
        answered.get(),
        drops,
        copies.get(),
        foreign.get(),
        handedOver.get(),
        overflowed.get(),
        receivedBytes.get(),
        forwardedBytes.get());
  }
}
