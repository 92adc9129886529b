package org.ikelb.core.session;

import org.ikelb.api.topology.Timeouts;

/**
 * {@link Timeouts} in nanoseconds.
 *
 * @param withoutPair how much silence ends a session whose IKE SAs were all deleted
 */
public record TimeoutNanos(
    long halfOpen, long authenticating, long ike, long natT, long established, long withoutPair) {
  private static final long WITHOUT_PAIR = 60_000_000_000L;

  public static TimeoutNanos of(Timeouts timeouts) {
    return new TimeoutNanos(
        timeouts.halfOpen().toNanos(),
        timeouts.authenticating().toNanos(),
        timeouts.ike().toNanos(),
        timeouts.natT().toNanos(),
        timeouts.established().toNanos(),
        WITHOUT_PAIR);
  }
}
