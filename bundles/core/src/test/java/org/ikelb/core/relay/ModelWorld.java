package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One balancer, and all that happens to those who use it. */
final class ModelWorld {
  static final int STEPS = 2_000;
  private static final int CLIENTS = 5;

  private final ModelScene scene;
  private final Random random;
  private final ModelWire wire;
  private final ModelLogins logins;
  private final List<ModelEvent> events;

  ModelWorld(long seed) {
    scene = new ModelScene(seed);
    random = scene.random;
    wire = scene.wire;
    ModelGateways gateways = new ModelGateways(scene);
    logins = new ModelLogins(scene, gateways);
    events =
        Stream.of(
                whatIsSaid(),
                whatIsDone(),
                gateways.events(),
                logins.events(),
                new ModelRestarts(scene, logins).events(),
                new ModelGatewayMemory(scene).events(),
                new ModelQuiet(scene, logins).events(),
                new ModelDeletes(scene).events(),
                new ModelOutages(scene, gateways, logins).events(),
                new ModelTunnels(scene, logins).events(),
                new ModelFragments(scene).events())
            .flatMap(List::stream)
            .filter(ModelEvent::isWanted)
            .toList();
  }

  private List<ModelEvent> whatIsSaid() {
    ModelTalk talk = scene.talk;
    ModelKeys keys = scene.keys;
    return List.of(
        ModelEvent.always(12, "asks", client -> talk.ask(client, Packets.INFORMATIONAL, true)),
        ModelEvent.always(
            4, "asks in vain", client -> talk.ask(client, Packets.INFORMATIONAL, false)),
        ModelEvent.always(8, "sends ESP", talk::espUp),
        ModelEvent.always(8, "gets ESP", talk::espDown),
        ModelEvent.always(
            4, "is asked", client -> talk.askedByGateway(client, Packets.INFORMATIONAL)),
        ModelEvent.always(4, "re-keys IKE", keys::rekeyByClient),
        ModelEvent.always(4, "is re-keyed IKE", keys::rekeyByGateway),
        ModelEvent.always(4, "re-keys ESP", keys::rekeyChildByClient),
        ModelEvent.always(4, "is re-keyed ESP", keys::rekeyChildByGateway),
        ModelEvent.always(4, "deletes its old SA", keys::deleteOldSa),
        ModelEvent.always(3, "keeps its NAT open", talk::keepalive));
  }

  private List<ModelEvent> whatIsDone() {
    ModelAttacker attacker = new ModelAttacker(wire, random);
    return List.of(
        ModelEvent.always(4, "roams", scene::roam),
        ModelEvent.always(4, "is rebound", scene::rebind),
        ModelEvent.always(4, "comes to any loop", client -> wire.changeLoop(client.endpoint())),
        ModelEvent.always(4, "time passes", client -> timePasses()),
        ModelEvent.always(
            1, "long silence", client -> scene.pass(Duration.ofMinutes(random.nextInt(20)))),
        ModelEvent.always(2, "many at once", client -> burst()),
        ModelEvent.always(12, "is attacked", attacker::attack));
  }

  void run() {
    for (int i = 0; i < CLIENTS; i++) {
      logins.logIn(new ModelClient.Place("192.0.2." + (1 + i) + ":4500"));
    }
    int weights = events.stream().mapToInt(ModelEvent::weight).sum();
    for (int i = 0; i < STEPS; i++) {
      step(scene.clients.get(random.nextInt(scene.clients.size())), random.nextInt(weights));
      scene.notice();
      noAttackerIsProven();
      ModelCounts.equalAWalk(wire.balancer);
    }
    wire.attackersGotThreeTimesTheirBytesAtMost();
    wire.balancer.pass(Duration.ofHours(3), Duration.ofSeconds(5));
    assertEquals(0, wire.balancer.openSockets());
    assertEquals(0, wire.balancer.sessions.size());
    wire.countsAreWhole();
    ModelCounts.equalAWalk(wire.balancer);
  }

  private void step(ModelClient client, int drawn) {
    int left = drawn;
    for (ModelEvent event : events) {
      left -= event.weight();
      if (left < 0) {
        scene.story.add(client, event.name());
        event.what().accept(client);
        return;
      }
    }
  }

  private void timePasses() {
    scene.pass(Duration.ofMillis(250L * random.nextInt(20)));
  }

  private void burst() {
    new ModelBurst(wire, random, scene.clients.stream().filter(this::isAtHome).toList()).run();
  }

  /** Whether what it sends surely goes through the upstream that its gateway answers to. */
  private boolean isAtHome(ModelClient client) {
    return scene.isAtHome(client)
        && client.espKnown()
        && client.upstream.claimedEspSpis().contains(client.espSpi())
        && client.espKnownAt.filter(upstream -> upstream == client.upstream).isPresent();
  }

  private void noAttackerIsProven() {
    for (ModelClient client : scene.clients) {
      assertFalse(
          ModelWire.ATTACKERS.contains(ModelWire.proven(client)),
          () -> "an attacker got the downlink: " + scene.story.of(client));
    }
  }
}
