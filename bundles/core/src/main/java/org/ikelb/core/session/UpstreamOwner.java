package org.ikelb.core.session;

import org.ikelb.core.event.EndReason;

/**
 * The loop that an upstream belongs to.
 *
 * <p>Used on the loop, but for what says otherwise.
 */
public interface UpstreamOwner {
  /** The loop's number. */
  int index();

  /** The timeouts in force. */
  TimeoutNanos timeouts();

  /** Its time is not up yet: it is to be asked again. On the loop. */
  void goesOn(SessionUpstream upstream, long nowNanos);

  /** Its time is up. On the loop. */
  void expired(SessionUpstream upstream, long nowNanos);

  /** Closes it on the loop. From any thread. */
  void closeLater(SessionUpstream upstream, EndReason reason);
}
