package org.ikelb.core.view;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.view.SessionView;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.Origin;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;

/**
 * The sessions, as they are shown. Pure functions.
 *
 * <p>Thread-safe.
 */
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
        client = AddressText.endpoint(upstream.clientSide().client());
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
        AddressText.endpoint(upstream.clientSide().client()),
        AddressText.endpoint(upstream.seenByGateway()),
        AddressText.endpoint(upstream.remote()),
        upstream.loop(),
        upstream.datagramsUp(),
        upstream.bytesUp(),
        upstream.datagramsDown(),
        upstream.bytesDown());
  }
}
