package org.ikelb.listener.udp;

import java.util.List;

/**
 * What one loop hands to all loops.
 *
 * <p>Used on its loop only.
 */
final class Outboxes {
  private final List<Loop> loops;
  private Outbox[] byLoop = {};

  /**
   * @param loops all there are, in their order; may still grow
   */
  Outboxes(List<Loop> loops) {
    this.loops = loops;
  }

  /** The one for the loop with this index. */
  Outbox to(int loop) {
    if (byLoop.length < loops.size()) {
      byLoop = loops.stream().map(Outbox::new).toArray(Outbox[]::new);
    }
    return byLoop[loop];
  }

  /** Sends off all that was gathered. */
  void post() {
    for (Outbox outbox : byLoop) {
      outbox.post();
    }
  }
}
