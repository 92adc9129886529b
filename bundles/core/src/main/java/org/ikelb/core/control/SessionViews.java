package org.ikelb.core.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;

/** Shows sessions. */
final class SessionViews {
  private SessionViews() {}

  static SessionView of(Session session, long nowNanos) {
    List<SessionUpstream> upstreams =
        session.upstreams().stream()
            .sorted(Comparator.comparing(upstream -> upstream.server().name()))
            .toList();
    long idle = Long.MAX_VALUE;
    String client = "";
    for (SessionUpstream upstream : upstreams) {
      long silent = nowNanos - upstream.idle().lastClientNanos();
      if (silent < idle) {
        idle = silent;
        client = show(upstream.clientSide().client());
      }
    }
    return new SessionView(
        session.id(),
        session.origin().group(),
        session.gateway().name(),
        session.state(),
        client,
        session.origin().openedAt(),
        Duration.ofNanos(upstreams.isEmpty() ? 0 : Math.max(0, idle)),
        session.pairs().stream().map(SpiPair::toString).toList(),
        session.origin().placement(),
        upstreams.stream().map(SessionViews::of).toList(),
        story(session));
  }

  private static List<SessionView.StoryLine> story(Session session) {
    Origin origin = session.origin();
    return session.story().stream()
        .map(
            line ->
                new SessionView.StoryLine(
                    origin.openedAt().plusNanos(line.nanos() - origin.openedNanos()), line.text()))
        .toList();
  }

  private static SessionView.Upstream of(SessionUpstream upstream) {
    return new SessionView.Upstream(
        upstream.server().name(),
        show(upstream.clientSide().client()),
        show(upstream.seenByGateway()),
        show(upstream.remote()),
        upstream.loop(),
        upstream.datagramsUp(),
        upstream.bytesUp(),
        upstream.datagramsDown(),
        upstream.bytesDown());
  }

  static boolean passes(Session session, SessionFilter filter) {
    return !session.isOffered()
        && filter.id().map(id -> session.id().equals(id)).orElse(true) // made of its number
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

  static String show(InetSocketAddress address) {
    return show(address.getAddress(), address.getPort());
  }

  /** {@code 192.0.2.1:500}, {@code [2001:db8::1]:500}. */
  static String show(InetAddress address, int port) {
    return AddressText.endpoint(address, port);
  }
}
