package org.ikelb.core.route;

import java.util.OptionalLong;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.spi.Key;

/**
 * Gives a gateway that has just begun to take sessions less than its share: from nothing to all of
 * it, in a straight line over the pool's {@code slowStart}. Works for every balancing method, since
 * it only skips a choice now and then; which keys are skipped hangs on the key, so that a client
 * that dials again is not tossed about.
 */
final class SlowStart {
  private SlowStart() {}

  static boolean admits(PoolPlan pool, LiveGateway gateway, Key key, long nowNanos) {
    OptionalLong started = gateway.state().startedNanos();
    if (pool.slowStartNanos() == 0 || started.isEmpty()) {
      return true;
    }
    double progress = (double) (nowNanos - started.getAsLong()) / pool.slowStartNanos();
    double draw = (Long.rotateLeft(key.hash64(), 17) >>> 11) * 0x1.0p-53;
    return draw < progress;
  }
}
