package org.ikelb.core.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.core.session.Session;

/** What has happened, for whoever looks for the reason of a failure. */
final class ModelStory {
  private static final int LAST = 60;

  private final ModelWire wire;
  private final List<String> steps = new ArrayList<>();

  ModelStory(ModelWire wire) {
    this.wire = wire;
  }

  void add(ModelClient client, String step) {
    steps.add(client.number + "@" + client.endpoint() + " " + step);
  }

  /** All that is known when something goes wrong for a client. */
  String of(ModelClient client) {
    Stream<String> sessions =
        wire.balancer.sessions.all().stream().map(session -> "\n  " + text(session));
    return "client %d at %s (loop %d), IKE %s%s, ESP %x, gateway %s, its session %s%nsteps %s%nsessions %s"
        .formatted(
            client.number,
            client.endpoint(),
            wire.loopOf(client.endpoint()),
            client.pair(),
            client.gatewaysPair ? " of the gateway" : "",
            client.espSpi(),
            client.gateway,
            text(client.upstream.session()),
            steps.subList(Math.max(0, steps.size() - LAST), steps.size()),
            sessions.toList());
  }

  private static String text(Session session) {
    return session.id()
        + session.pairs()
        + session.upstreams().stream()
            .map(
                up ->
                    up.server().name()
                        + up.remote()
                        + up.clientSide().client()
                        + " loop "
                        + up.loop()
                        + " flow "
                        + up.flowLoop()
                        + " "
                        + up.espSpis().latestFirst().stream().map(Integer::toHexString).toList()
                        + up.esp().claimed().stream().map(Integer::toHexString).toList())
            .toList()
        + session.story();
  }
}
