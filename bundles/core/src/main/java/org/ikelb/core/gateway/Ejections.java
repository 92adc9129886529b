package org.ikelb.core.gateway;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a gateway is ejected, and how often it was lately.
 *
 * <p>Thread-safe.
 */
public final class Ejections {
  private volatile Optional<Ejection> now = Optional.empty();
  private volatile Optional<Ejection> last = Optional.empty();

  /** The ejection that is in force. */
  public Optional<Ejection> now() {
    return now;
  }

  /** Begins one; longer than the last, if that is not long over. */
  public synchronized Ejection begin(String evidence, Instant at) {
    int before =
        last.filter(it -> at.isBefore(it.until().plus(Ejection.REPEATS_WITHIN)))
            .map(Ejection::times)
            .orElse(0);
    Ejection begun = Ejection.of(before + 1, evidence, at);
    resume(begun);
    return begun;
  }

  /** Goes on with one that began before a restart. */
  public synchronized void resume(Ejection ejection) {
    last = Optional.of(ejection);
    now = last;
  }

  /** Ends one whose time is over; says whether there was such. */
  public synchronized boolean endIfOver(Instant at) {
    boolean ends = now.filter(it -> it.isOver(at)).isPresent();
    if (ends) {
      now = Optional.empty();
    }
    return ends;
  }

  /** An administrator lifts it: the next one is a first one. Says whether there was such. */
  public synchronized boolean lift() {
    boolean was = now.isPresent();
    now = Optional.empty();
    last = Optional.empty();
    return was;
  }
}
