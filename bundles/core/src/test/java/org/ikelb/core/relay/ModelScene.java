package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;

/** What all parts of the model share: the clients, the network around ikelb, and the time. */
final class ModelScene {
  private static final PortRange MANY_PORTS = new PortRange(10240, 32767);

  /** Each is used again soon. */
  private static final PortRange FEW_PORTS = new PortRange(20_000, 20_031);

  private static final int MOST_GONE = 8;

  final Random random;
  final ModelWire wire;
  final ModelStory story;
  final ModelTalk talk;
  final ModelKeys keys;
  final List<ModelClient> clients = new ArrayList<>();

  /** Tunnels whose clients have left them behind; their gateways know nothing of that. */
  final Deque<ModelClient> gone = new ArrayDeque<>();

  /** Whose session it was first, by its number. */
  private final Map<String, ModelClient> firstOf = new HashMap<>();

  private final PortRange ports;
  private int networks;

  ModelScene(long seed) {
    random = new Random(seed);
    ports = Math.floorMod(seed, 3) == 1 ? FEW_PORTS : MANY_PORTS;
    wire = new ModelWire(random, ports);
    story = new ModelStory(wire);
    talk = new ModelTalk(wire, random, story, this::pass);
    keys = new ModelKeys(wire, random, story, talk);
  }

  long now() {
    return wire.balancer.time.nanos();
  }

  void pass(Duration duration) {
    boolean isLong = duration.compareTo(Duration.ofMinutes(1)) > 0;
    wire.balancer.pass(duration, isLong ? Duration.ofSeconds(5) : Duration.ofMillis(250));
    notice();
  }

  /** What ikelb forgot by itself, which it may do only after a time. */
  void notice() {
    long established = Timeouts.DEFAULT.established().toNanos();
    for (ModelClient client : clients) {
      if (client.lost) {
        continue;
      }
      if (client.upstream.session().isEnded()) {
        assertTrue(
            now() - client.heardNanos >= established || client.mayBeGivenUp(),
            () -> "ended too early: " + story.of(client));
        client.isForgotten();
      }
      noticeMerged(client);
      client.noticeForgottenEsp();
    }
  }

  private void noticeMerged(ModelClient client) {
    String session = client.upstream.session().id();
    ModelClient first = firstOf.computeIfAbsent(session, id -> client);
    if (first != client) {
      first.wasMerged |= first.upstream.session() == client.upstream.session();
      client.wasMerged = true;
    }
  }

  /** After a restart the numbers of those sessions that were not saved are given again. */
  void numbersAreGivenAgain() {
    firstOf.keySet().removeIf(session -> wire.balancer.sessions.byId(session).isEmpty());
  }

  /** Its client has another: what ikelb and the gateway have of this one is left behind. */
  void leaveBehind(ModelClient client) {
    clients.remove(client);
    client.place.tunnels--;
    gone.add(client);
    if (gone.size() > MOST_GONE) {
      gone.remove();
    }
  }

  /** ikelb is told to forget a session. */
  void end(Session session) {
    session.end(EndReason.CLOSED, now());
    wire.balancer.settle();
    clients.stream() // two tunnels to one gateway may have become one session
        .filter(client -> !client.lost && client.upstream.session() == session)
        .forEach(ModelClient::isForgotten);
  }

  /** Where ports are few, some are let go in time: what there is none for is no matter here. */
  void makeRoomForPorts() {
    for (LiveGateway gateway : wire.balancer.gateways) {
      long used =
          on(gateway).mapToLong(session -> session.upstreams().size()).sum() + 2L * clients.size();
      if (used > ports.size()) {
        on(gateway).filter(session -> clientsOf(session).findAny().isEmpty()).forEach(this::end);
      }
    }
  }

  boolean hasFewPorts() {
    return ports.size() == FEW_PORTS.size();
  }

  Stream<Session> on(LiveGateway gateway) {
    return wire.balancer.sessions.all().stream().filter(session -> session.gateway() == gateway);
  }

  Stream<ModelClient> clientsOf(Session session) {
    return clients.stream().filter(it -> !it.lost && it.upstream.session() == session);
  }

  Stream<ModelClient> clientsOf(LiveGateway gateway) {
    return clients.stream().filter(it -> gateway.settings().addresses().contains(it.gateway));
  }

  LiveGateway gatewayOf(ModelClient client) {
    return wire.balancer.gateways.stream()
        .filter(gateway -> gateway.settings().addresses().contains(client.gateway))
        .findFirst()
        .orElseThrow();
  }

  /** Whether ikelb and the client agree on where the client is, and that it is well. */
  boolean isAtHome(ModelClient client) {
    return !client.lost
        && client.spoke
        && client.pairKnown
        && client.endpoint().equals(ModelWire.proven(client));
  }

  // clients move

  void roam(ModelClient client) {
    goTo(client, "198.18." + networks / 250 + "." + networks++ % 250 + ":4500");
  }

  void rebind(ModelClient client) {
    int colon = client.endpoint().lastIndexOf(':');
    goTo(client, client.endpoint().substring(0, colon + 1) + (2_000 + networks++));
  }

  private void goTo(ModelClient client, String endpoint) {
    client.place.endpoint = endpoint;
    clients.stream().filter(it -> it.place == client.place).forEach(it -> it.spoke = false);
  }
}
