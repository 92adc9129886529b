package org.ikelb.core.control;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.Topology;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.state.SavedBinding;
import org.ikelb.core.state.SavedSession;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.state.StateFile;
import org.ikelb.core.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what sessions and bindings there are, every few seconds and at the end.
 *
 * <p>Not thread-safe: used by the control plane, one change at a time. It reads sessions while the
 * loops change them: what it writes is a moment old, as after a crash it would be anyway.
 */
final class StateKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);

  private final Optional<StateFile> file;
  private final SessionTable sessions;
  private final PlanBuilder plans;
  private final Time time;
  private boolean savedEmpty;

  /**
   * Keeps the state in a directory.
   *
   * @param directory empty: nothing is kept
   */
  StateKeeper(Optional<Path> directory, SessionTable sessions, PlanBuilder plans, Time time) {
    this.file = directory.map(dir -> new StateFile(dir.resolve("sessions")));
    this.sessions = sessions;
    this.plans = plans;
    this.time = time;
  }

  Optional<SavedState> load() {
    return file.flatMap(StateFile::load);
  }

  void save(Topology topology, List<ListenAddress> addresses) {
    if (file.isEmpty()) {
      return;
    }
    try {
      SavedState state = state(topology, addresses);
      boolean empty = state.sessions().isEmpty() && state.bindings().isEmpty();
      if (!empty || !savedEmpty) {
        file.get().save(state);
      }
      savedEmpty = empty;
    } catch (IOException e) {
      LOG.error("event=state-not-saved", e);
    }
  }

  private SavedState state(Topology topology, List<ListenAddress> addresses) {
    Map<Integer, InetSocketAddress> listen = new HashMap<>();
    addresses.forEach(address -> listen.put(address.id(), address.address()));
    long now = time.nanos();
    List<SavedSession> saved = new ArrayList<>();
    for (Session session : sessions.all()) {
      if (!session.isEnded()) {
        saved.add(save(session, listen, now));
      }
    }
    List<SavedBinding> bindings = new ArrayList<>();
    for (PersistencyGroup group : topology.persistencyGroups().values()) {
      plans
          .bindings(group.name())
          .forEachIdle(
              (key, gateway, released) ->
                  bindings.add(
                      new SavedBinding(
                          group.name(), key, gateway.id(), Duration.ofNanos(now - released))));
    }
    return new SavedState(time.now(), saved, bindings);
  }

  private static SavedSession save(
      Session session, Map<Integer, InetSocketAddress> listen, long now) {
    Session.Origin origin = session.origin();
    long authenticating = session.authenticatingNanos();
    List<SavedSession.Path> paths = new ArrayList<>();
    for (SessionUpstream upstream : session.upstreams()) {
      InetSocketAddress address = listen.get(upstream.clientSide().listenAddress());
      if (address != null) {
        paths.add(save(upstream, address, now));
      }
    }
    return new SavedSession(
        session.number(),
        origin.group(),
        origin.initiatorSpi(),
        origin.key(),
        origin.placement(),
        origin.openedAt(),
        session.state(),
        authenticating == 0
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(now - authenticating)),
        session.isLoginAnswered(),
        session.gateway().id(),
        session.path().gateway(),
        session.path().source(),
        session.pairs(),
        paths);
  }

  private static SavedSession.Path save(
      SessionUpstream upstream, InetSocketAddress listen, long now) {
    return new SavedSession.Path(
        upstream.server().name(),
        upstream.clientSide().client(),
        listen,
        upstream.local().getPort(),
        upstream.loop(),
        Duration.ofNanos(Math.max(0, now - upstream.idle().lastClientNanos())),
        upstream.espSpis().latestFirst());
  }
}
