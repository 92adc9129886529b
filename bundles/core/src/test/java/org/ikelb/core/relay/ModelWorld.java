package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;

/** One balancer, and all that happens to those who use it. */
final class ModelWorld {
  static final int STEPS = 2_000;
  private static final int CLIENTS = 5;

  private final Random random;
  private final ModelWire wire;
  private final ModelStory story;
  private final ModelTalk talk;
  private final ModelAttacker attacker;
  private final List<Event> events;
  private final List<ModelClient> clients = new ArrayList<>();
  private int networks;
  private int tunnels;

  /** Something that happens to a client now and then. */
  private record Event(int weight, String name, Consumer<ModelClient> what) {}

  ModelWorld(long seed) {
    random = new Random(seed);
    wire = new ModelWire(random);
    story = new ModelStory(wire);
    talk = new ModelTalk(wire, random, story, this::pass);
    attacker = new ModelAttacker(wire, random);
    events = events();
  }

  private List<Event> events() {
    return List.of(
        new Event(4, "roams", this::roam),
        new Event(4, "is rebound", this::rebind),
        new Event(12, "asks", client -> talk.ask(client, Packets.INFORMATIONAL, true)),
        new Event(4, "asks in vain", client -> talk.ask(client, Packets.INFORMATIONAL, false)),
        new Event(8, "sends ESP", talk::espUp),
        new Event(8, "gets ESP", talk::espDown),
        new Event(4, "is asked", client -> talk.askedByGateway(client, Packets.INFORMATIONAL)),
        new Event(4, "re-keys IKE", talk::rekeyByClient),
        new Event(4, "is re-keyed IKE", talk::rekeyByGateway),
        new Event(4, "re-keys ESP", talk::rekeyChildByClient),
        new Event(4, "is re-keyed ESP", talk::rekeyChildByGateway),
        new Event(4, "deletes its old SA", talk::deleteOldSa),
        new Event(3, "keeps its NAT open", talk::keepalive),
        new Event(4, "comes to any loop", this::changeLoop),
        new Event(4, "time passes", client -> timePasses()),
        new Event(1, "long silence", client -> allAreSilent()),
        new Event(3, "a gateway changes", client -> changeGateway()),
        new Event(1, "maintenance", client -> maintain()),
        new Event(1, "is closed", this::close),
        new Event(1, "dials again", this::dialAgain),
        new Event(1, "opens another tunnel", this::openAnotherTunnel),
        new Event(1, "ikelb restarts", client -> restart()),
        new Event(2, "many at once", client -> burst()),
        new Event(12, "is attacked", attacker::attack));
  }

  void run() {
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(logIn(new ModelClient.Place("192.0.2." + (1 + i) + ":4500")));
    }
    int weights = events.stream().mapToInt(Event::weight).sum();
    for (int i = 0; i < STEPS; i++) {
      step(clients.get(random.nextInt(clients.size())), random.nextInt(weights));
      noAttackerIsProven();
    }
    wire.attackersGotThreeTimesTheirBytesAtMost();
    wire.balancer.pass(Duration.ofHours(3), Duration.ofSeconds(5));
    assertEquals(0, wire.balancer.openSockets());
    assertEquals(0, wire.balancer.sessions.size());
    wire.countsAreWhole();
  }

  private void step(ModelClient client, int drawn) {
    int left = drawn;
    for (Event event : events) {
      left -= event.weight();
      if (left < 0) {
        story.add(client, event.name());
        event.what().accept(client);
        return;
      }
    }
  }

  // a client comes, and goes elsewhere

  private ModelClient logIn(ModelClient.Place place) {
    int number = tunnels++;
    place.tunnels++;
    long spi = ModelClient.initiatorSpi(number);
    long responderSpi = ModelClient.responderSpi(number);
    String endpoint = place.endpoint;
    String on500 = endpoint.substring(0, endpoint.indexOf(':')) + ":500";
    if (random.nextInt(4) == 0) {
      dialInVain(on500, spi);
    }
    wire.sendTo(ON_500, on500, Packets.initRequest(spi));
    SessionUpstream first = wire.upstreams().findFirst().orElseThrow();
    wire.answer(first, Packets.initAnswer(spi, responderSpi));
    wire.send(endpoint, Packets.request(spi, responderSpi, Packets.AUTH, 1, 35));
    ModelClient client = new ModelClient(number, place, wire.upstreams().findFirst().orElseThrow());
    assertEquals(first.session(), client.upstream.session(), () -> story.of(client));
    wire.answer(
        client.upstream,
        Packets.marked(Packets.answer(spi, responderSpi, Packets.AUTH, 1, Packets.AUTH_INSIDE)));
    talk.sendEsp(client);
    talk.espDown(client);
    return client;
  }

  /** There is no socket to be had; the client repeats its request, and then there is. */
  private void dialInVain(String endpoint, long spi) {
    int before = wire.balancer.sessions.size();
    wire.balancer.transports.forEach(transport -> transport.refusesToConnect = true);
    wire.sendTo(ON_500, endpoint, Packets.initRequest(spi));
    wire.balancer.transports.forEach(transport -> transport.refusesToConnect = false);
    assertEquals(0, wire.upstreams().count());
    assertEquals(before, wire.balancer.sessions.size());
  }

  private void dialAgain(ModelClient client) {
    makeOneGatewayReady();
    clients.remove(client); // its old session is left behind
    client.place.tunnels--;
    clients.add(logIn(client.place));
  }

  private void openAnotherTunnel(ModelClient client) {
    if (client.place.tunnels == 1) {
      makeOneGatewayReady();
      clients.add(logIn(client.place));
    }
  }

  private void roam(ModelClient client) {
    goTo(client, "198.18." + networks / 250 + "." + networks++ % 250 + ":4500");
  }

  private void rebind(ModelClient client) {
    int colon = client.endpoint().lastIndexOf(':');
    goTo(client, client.endpoint().substring(0, colon + 1) + (2_000 + networks++));
  }

  private void goTo(ModelClient client, String endpoint) {
    client.place.endpoint = endpoint;
    clients.stream().filter(it -> it.place == client.place).forEach(it -> it.spoke = false);
  }

  private void changeLoop(ModelClient client) {
    wire.changeLoop(client.endpoint());
  }

  private void burst() {
    new ModelBurst(wire, random, clients.stream().filter(this::isAtHome).toList()).run();
  }

  private boolean isAtHome(ModelClient client) {
    return !client.lost
        && client.spoke
        && client.espKnown()
        && client.espKnownAt.filter(upstream -> upstream == client.upstream).isPresent()
        && client.endpoint().equals(ModelWire.proven(client));
  }

  // what happens to the balancer and its gateways

  private void timePasses() {
    pass(Duration.ofMillis(250L * random.nextInt(20)));
  }

  private void allAreSilent() {
    pass(Duration.ofMinutes(random.nextInt(20)));
  }

  private void pass(Duration duration) {
    boolean isLong = duration.compareTo(Duration.ofMinutes(1)) > 0;
    wire.balancer.pass(duration, isLong ? Duration.ofSeconds(5) : Duration.ofMillis(250));
    long established = Timeouts.DEFAULT.established().toNanos();
    for (ModelClient client : clients) {
      if (client.lost) {
        continue;
      }
      boolean ended = client.upstream.session().isEnded();
      long silent = now() - client.heardNanos;
      assertFalse(ended && silent < established, () -> "ended too early: " + story.of(client));
      if (ended) {
        client.isForgotten();
      }
    }
  }

  /** Monitors and administrators change what is thought of a gateway; sessions stay. */
  private void changeGateway() {
    Health health = random.nextBoolean() ? Health.UP : Health.DOWN;
    AdministrativeState wanted =
        random.nextBoolean() ? AdministrativeState.READY : AdministrativeState.DRAIN;
    change(wire.balancer.gateways.get(random.nextInt(2)), health, wanted);
  }

  private void change(LiveGateway gateway, Health health, AdministrativeState wanted) {
    long now = now();
    gateway.update(
        state ->
            state
                .with(health, false, wire.balancer.time.now(), now)
                .with(wanted, Optional.empty(), now));
  }

  /** Somebody who dials needs a gateway that takes him. */
  private void makeOneGatewayReady() {
    if (wire.balancer.gateways.stream().noneMatch(LiveGateway::takesSessions)) {
      change(wire.balancer.gateways.get(random.nextInt(2)), Health.UP, AdministrativeState.READY);
    }
  }

  /** A gateway releases what it has, and comes back; until then it is offered nobody. */
  private void maintain() {
    LiveGateway gateway = wire.balancer.gateways.get(random.nextInt(2));
    change(gateway, Health.UP, AdministrativeState.MAINTENANCE);
    List<ModelClient> released =
        clients.stream()
            .filter(client -> gateway.settings().addresses().contains(client.gateway))
            .toList();
    wire.balancer.sessions.all().stream()
        .filter(session -> session.gateway() == gateway)
        .forEach(session -> session.end(EndReason.MAINTENANCE, now()));
    wire.balancer.settle();
    released.forEach(ModelClient::isForgotten);
    if (!released.isEmpty()) {
      ModelClient client = released.get(random.nextInt(released.size()));
      wire.send(client.endpoint(), client.asks(Packets.INFORMATIONAL, client.nextId));
      assertTrue(wire.reached(client).isEmpty(), () -> "maintenance: " + story.of(client));
    }
    change(gateway, Health.UP, AdministrativeState.READY);
  }

  private void close(ModelClient client) {
    if (!client.lost) {
      Session session = client.upstream.session();
      session.end(EndReason.CLOSED, now());
      wire.balancer.settle();
      clients.stream() // two tunnels to one gateway may have become one session
          .filter(other -> other.upstream.session() == session)
          .forEach(ModelClient::isForgotten);
    }
  }

  /** What was saved goes on; what was still to be proven has to be shown again. */
  private void restart() {
    wire.forgetArrived();
    wire.countsAreWhole();
    wire.balancer = wire.balancer.restarted();
    for (ModelClient client : clients) {
      if (client.lost) {
        continue;
      }
      Optional<SessionUpstream> restored = restored(client.upstream);
      assertTrue(restored.isPresent(), () -> "did not come back: " + story.of(client));
      assertEquals(client.upstream.local(), restored.get().local());
      client.upstream = restored.get();
      client.espSent &= client.espKnown();
      client.espKnownAt = client.espKnownAt.flatMap(this::restored);
      client.sequence += 100; // sent while nobody listened
    }
  }

  private Optional<SessionUpstream> restored(SessionUpstream upstream) {
    return wire.balancer
        .sessions
        .byId(upstream.session().id())
        .flatMap(session -> session.upstream("nat-t"));
  }

  // what must hold

  private void noAttackerIsProven() {
    for (ModelClient client : clients) {
      assertFalse(
          ModelWire.ATTACKERS.contains(ModelWire.proven(client)),
          () -> "an attacker got the downlink: " + story.of(client));
    }
  }

  private long now() {
    return wire.balancer.time.nanos();
  }
}
