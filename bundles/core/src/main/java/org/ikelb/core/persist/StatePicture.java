package org.ikelb.core.persist;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.follow.Login;
import org.ikelb.core.session.LeftEndpoint;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.state.CoarseTime;
import org.ikelb.core.state.SavedBinding;
import org.ikelb.core.state.SavedSession;
import org.ikelb.core.state.StateCodec;
import org.ikelb.core.time.Time;
import org.ikelb.spi.StateStoreEntry;

/**
 * Takes the picture that is saved. It reads sessions while the loops change them: it is a moment
 * old, as after a crash it would be anyway.
 *
 * <p>Thread-safe.
 */
final class StatePicture {
  private final SessionTable sessions;
  private final Supplier<Scene> scene;
  private final Time time;

  StatePicture(SessionTable sessions, Supplier<Scene> scene, Time time) {
    this.sessions = sessions;
    this.scene = scene;
    this.time = time;
  }

  /** One entry for each live session. */
  List<StateStoreEntry> sessions() {
    return sessions(sessions, scene.get().addresses(), time);
  }

  /** The same of any table. */
  static List<StateStoreEntry> sessions(
      SessionTable sessions, List<ListenAddress> addresses, Time time) {
    Map<Integer, InetSocketAddress> listen = new HashMap<>();
    addresses.forEach(address -> listen.put(address.id(), address.address()));
    Clock clock = Clock.read(time);
    List<StateStoreEntry> entries = new ArrayList<>();
    for (Session session : sessions.all()) {
      if (!session.isEnded() && !session.progress().isOffered()) {
        entries.add(StateCodec.entry(saved(session, listen, clock)));
      }
    }
    return entries;
  }

  /** One entry for each binding that no session holds. */
  List<StateStoreEntry> bindings() {
    Clock clock = Clock.read(time);
    List<StateStoreEntry> entries = new ArrayList<>();
    scene
        .get()
        .bindings()
        .forEach(
            (group, bindings) ->
                bindings.forEachIdle(
                    (key, gateway, released) ->
                        entries.add(
                            StateCodec.entry(
                                new SavedBinding(
                                    group, key, gateway.id(), clock.at(released, key.hash64()))))));
    return entries;
  }

  /** Both clocks at one moment. */
  private record Clock(long nanos, Instant now) {
    static Clock read(Time time) {
      return new Clock(time.nanos(), time.now());
    }

    Instant at(long then, long owner) {
      return CoarseTime.roundUp(now.minusNanos(nanos - then), owner);
    }
  }

  private static SavedSession saved(
      Session session, Map<Integer, InetSocketAddress> listen, Clock clock) {
    Origin origin = session.origin();
    Login login = session.progress().login();
    List<SavedSession.Path> paths = new ArrayList<>();
    for (SessionUpstream upstream : session.upstreams()) {
      InetSocketAddress address = listen.get(upstream.clientSide().listenAddress());
      if (address != null) {
        paths.add(saved(upstream, address, clock));
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
        new SavedSession.SavedLogin(
            login.stage(),
            login.hasBegun() ? clock.at(login.sinceNanos(), session.number()) : Instant.EPOCH),
        session.gateway().id(),
        session.path().gateway(),
        session.path().source(),
        session.progress().ikeSas().stream()
            .map(sa -> new SavedSession.Sa(sa.pair(), sa.lastRequest(), sa.isPresumedDeleted()))
            .toList(),
        paths,
        left(session, listen));
  }

  private static List<SavedSession.Left> left(
      Session session, Map<Integer, InetSocketAddress> listen) {
    List<SavedSession.Left> left = new ArrayList<>();
    for (LeftEndpoint endpoint : session.leftEndpoints()) {
      InetSocketAddress address = listen.get(endpoint.side().listenAddress());
      if (address != null) {
        left.add(
            new SavedSession.Left(endpoint.virtualServer(), endpoint.side().client(), address));
      }
    }
    return left;
  }

  private static SavedSession.Path saved(
      SessionUpstream upstream, InetSocketAddress listen, Clock clock) {
    return new SavedSession.Path(
        upstream.server().name(),
        upstream.clientSide().client(),
        listen,
        upstream.local().getPort(),
        upstream.flowLoop(),
        clock.at(upstream.idle().lastClientNanos(), upstream.session().number()),
        upstream.esp().claimed());
  }
}
