package org.ikelb.core.session;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.Unanswered;
import org.ikelb.core.gateway.LiveGateway;

/**
 * Whether a session's gateway has lost it: the gateway was away, and leaves unanswered what the
 * client asks, while it answers others.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
final class Suspicion {
  private final Session session;
  private final Idle idle;
  private final Unanswered unanswered = new Unanswered();

  Suspicion(Session session, Idle idle) {
    this.session = session;
    this.idle = idle;
  }

  /** The client asks something that its gateway has to answer. */
  void asked(long nowNanos) {
    unanswered.asked(idle.lastGatewayNanos(), session.gateway()::wasHeardSince, nowNanos);
    judge(nowNanos);
  }

  /** How often the client has asked in vain since its gateway was away; 0 while that was not so. */
  private int inVain() {
    LiveGateway gateway = session.gateway();
    return gateway.wasLostSince(idle.lastGatewayNanos())
        ? unanswered.inVain(idle.lastGatewayNanos(), gateway::wasHeardSince)
        : 0;
  }

  /** Makes it a suspect, or ends it, if it is time. */
  void judge(long nowNanos) {
    int inVain = inVain();
    if (inVain >= Unanswered.ODD) {
      session
          .progress()
          .suspect("its gateway was away, and answers others but not its client", nowNanos);
    }
    if (isForgotten(inVain)) {
      session.tell(nowNanos, "forgotten by its gateway: its client asked " + inVain + " times");
      session.end(EndReason.FORGOTTEN, nowNanos);
    }
  }

  /** Whether its gateway knows nothing of it any more. */
  boolean isForgotten() {
    return isForgotten(inVain());
  }

  private boolean isForgotten(int inVain) {
    return inVain >= Unanswered.ENOUGH && session.state() == SessionState.SUSPECT;
  }
}
