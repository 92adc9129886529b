package org.ikelb.core.relay;

import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;

/** What the model asks core about states and counts: in one place, for these names may change. */
final class ModelCore {
  private ModelCore() {}

  static boolean isEstablished(Session session) {
    return session.state() == SessionState.ESTABLISHED;
  }

  /** Whether it is taken for one that logged in: its client has shown it, or is just quiet. */
  static boolean hasLoggedIn(Session session) {
    return isEstablished(session) || isQuiet(session);
  }

  static boolean isQuiet(Session session) {
    return session.state() == SessionState.QUIET;
  }

  /** How many sessions count against a gateway's limit, and for the balancing methods. */
  static int counted(LiveGateway gateway) {
    return gateway.sessions();
  }

  /** Those of a gateway that have not logged in. */
  static int halfOpen(SessionTable sessions, LiveGateway gateway) {
    return (int)
        sessions.all().stream()
            .filter(session -> session.gateway() == gateway && !session.progress().isOffered())
            .filter(Session::isHalfOpen)
            .count();
  }
}
