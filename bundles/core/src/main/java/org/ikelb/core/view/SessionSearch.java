package org.ikelb.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.traffic.SessionsByState;

/**
 * The search for sessions. It looks at no more of them than it must, takes the monitor of one only
 * for what a filter asks of its inside, and keeps none but those that it shows. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class SessionSearch {
  private SessionSearch() {}

  /** Those that the filter lets pass, the oldest first. */
  public static Stream<Session> all(SessionTable table, SessionFilter filter) {
    Stream<Session> candidates =
        filter.id().map(id -> table.byId(id).stream()).orElseGet(() -> table.all().stream());
    return candidates.filter(session -> passes(session, filter));
  }

  /** The oldest of those that the filter lets pass, and how many it does. */
  static FoundSessions oldest(SessionTable table, SessionFilter filter, int limit, long nowNanos) {
    return filter.equals(SessionFilter.ALL)
        ? oldestOfAll(table, limit, nowNanos)
        : oldestFound(table, filter, limit, nowNanos);
  }

  /** How many there are is known, so those that are not shown are not looked at. */
  private static FoundSessions oldestOfAll(SessionTable table, int limit, long nowNanos) {
    List<SessionView> shown =
        all(table, SessionFilter.ALL)
            .limit(limit)
            .map(session -> SessionViews.of(session, nowNanos))
            .toList();
    return shown.size() < limit
        ? FoundSessions.among(shown, limit)
        : FoundSessions.of(table.byState().read(), shown);
  }

  private static FoundSessions oldestFound(
      SessionTable table, SessionFilter filter, int limit, long nowNanos) {
    SessionsByState found = new SessionsByState();
    List<SessionView> shown = new ArrayList<>();
    all(table, filter)
        .forEachOrdered(
            session -> {
              found.add(session.state(), 1);
              if (shown.size() < limit) {
                shown.add(SessionViews.of(session, nowNanos));
              }
            });
    return FoundSessions.of(found.read(), shown);
  }

  private static boolean passes(Session session, SessionFilter filter) {
    return !session.progress().isOffered()
        && filter.id().map(id -> session.id().equals(id)).orElse(true)
        && filter.pool().map(session.gateway().id().pool()::equals).orElse(true)
        && filter.gateway().map(session.gateway()::isMeantBy).orElse(true)
        && filter.state().map(state -> session.state() == state).orElse(true)
        && filter.spi().map(spi -> has(session, spi)).orElse(true)
        && filter.client().map(network -> isIn(session, network)).orElse(true);
  }

  private static boolean has(Session session, long spi) {
    return session.origin().initiatorSpi() == spi
        || session.pairs().stream()
            .anyMatch(pair -> pair.initiator() == spi || pair.responder() == spi);
  }

  private static boolean isIn(Session session, SessionFilter.Network network) {
    return session.upstreams().stream()
        .anyMatch(up -> network.contains(up.clientSide().client().getAddress()));
  }
}
