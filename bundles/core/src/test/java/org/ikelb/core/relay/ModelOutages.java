package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;

/** A gateway is gone for a while: only its path was cut, or it was started anew. */
final class ModelOutages {
  private static final String SUSPECTS = "suspects";

  private final ModelScene scene;
  private final ModelWire wire;
  private final ModelGateways gateways;
  private final ModelLogins logins;

  ModelOutages(ModelScene scene, ModelGateways gateways, ModelLogins logins) {
    this.scene = scene;
    this.wire = scene.wire;
    this.gateways = gateways;
    this.logins = logins;
  }

  List<ModelEvent> events() {
    return List.of(
        new ModelEvent(SUSPECTS, 1, "a gateway is started anew", client -> startAnew()),
        new ModelEvent(SUSPECTS, 1, "a gateway is cut off", client -> cutOff()),
        new ModelEvent("init", 2, "dials with its SPI while down", this::dialWhileDown));
  }

  private void is(LiveGateway gateway, Health health) {
    gateways.change(gateway, health, AdministrativeState.READY);
  }

  // it was started anew

  private void startAnew() {
    LiveGateway gateway = gateways.any();
    List<ModelClient> all =
        scene.clientsOf(gateway).filter(it -> !it.lost && scene.isAtHome(it)).toList();
    is(gateway, Health.DOWN);
    scene.pass(Duration.ofSeconds(scene.random.nextInt(90)));
    if (all.isEmpty() || all.get(0).lost) {
      is(gateway, Health.UP);
      return;
    }
    refuse(all.get(0).upstream);
    scene.pass(Duration.ofSeconds(1 + scene.random.nextInt(30)));
    is(gateway, Health.UP);
    scene.pass(Duration.ofSeconds(1));
    int halfOpen = ModelCore.halfOpen(wire.balancer.sessions, gateway);
    assertTrue(
        ModelCore.counted(gateway) <= halfOpen,
        () -> gateway.id() + " counts sessions that it lost: " + scene.story.of(all.get(0)));
    oneIsLost(all);
    all.stream().filter(scene.clients::contains).forEach(this::isFound);
  }

  private void refuse(SessionUpstream upstream) {
    if (upstream.loop() != SessionUpstream.NO_LOOP) {
      LoopRelay relay = wire.balancer.relays.get(upstream.loop());
      relay.beginBatch();
      relay.refused(upstream.port());
    }
  }

  /** Its gateway has the IKE SA, for whatever reason: then it is one of its sessions again. */
  private void isFound(ModelClient client) {
    if (client.lost || client.wasMerged || !scene.isAtHome(client)) {
      return;
    }
    LiveGateway gateway = client.upstream.session().gateway();
    scene.talk.ask(client, Packets.INFORMATIONAL, true);
    Session session = client.upstream.session();
    assertTrue(
        ModelCore.isEstablished(session),
        () -> "its gateway answered after all: " + scene.story.of(client));
    assertTrue(ModelCore.counted(gateway) >= 1, () -> "counted again: " + scene.story.of(client));
    scene.talk.espDown(client);
  }

  /** Its gateway answers others: it has lost this one, who asks in vain, and dials again. */
  private void oneIsLost(List<ModelClient> all) {
    ModelClient lost = all.get(0);
    Optional<ModelClient> other =
        all.stream()
            .filter(it -> !it.lost) // silent for long enough meanwhile
            .filter(it -> it.place != lost.place) // they could become one session
            .filter(it -> it.upstream.session() != lost.upstream.session())
            .findFirst();
    if (other.isEmpty() || lost.lost || lost.wasMerged || lost.askedInVain > 0) {
      return;
    }
    for (int i = 0; i < 3 && !lost.upstream.session().isEnded(); i++) {
      scene.talk.ask(lost, Packets.INFORMATIONAL, false);
      if (!scene.talk.ask(other.get(), Packets.INFORMATIONAL, true)) {
        return; // it was offered too often, and its gateway has heard nothing of it
      }
      scene.pass(Duration.ofSeconds(4));
      boolean ended = lost.upstream.session().isEnded();
      boolean early = i < 2;
      assertFalse(ended && early, () -> "ended too early: " + scene.story.of(lost));
    }
    scene.pass(Duration.ofSeconds(30));
    assertTrue(lost.lost, () -> "asked in vain, and is kept: " + scene.story.of(lost));
    assertFalse(other.get().lost, () -> "was answered: " + scene.story.of(other.get()));
    logins.dialAgain(lost, ModelLogins.Login.CLEAR);
  }

  // only its path was cut

  private void cutOff() {
    LiveGateway gateway = gateways.any();
    List<ModelClient> all =
        scene
            .clientsOf(gateway)
            .filter(scene::isAtHome)
            .collect(Collectors.toCollection(ArrayList::new));
    is(gateway, Health.UP);
    boolean anySuspect = scene.clientsOf(gateway).anyMatch(it -> it.askedInVain > 0);
    List<Session> before = suspects(gateway);
    is(gateway, Health.DOWN);
    Set<ModelClient> asked = new HashSet<>();
    for (int i = scene.random.nextInt(6); i >= 0; i--) {
      scene.pass(Duration.ofSeconds(scene.random.nextInt(20)));
      if (!all.isEmpty()) {
        ModelClient client = all.get(scene.random.nextInt(all.size()));
        hearsNothing(client, asked.add(client));
      }
    }
    is(gateway, Health.UP);
    scene.pass(Duration.ofSeconds(1));
    all.removeIf(client -> client.lost); // silent for long enough, before and meanwhile
    for (ModelClient client : all) {
      assertFalse(client.upstream.session().isEnded(), () -> "cut off: " + scene.story.of(client));
      scene.talk.espDown(client);
      scene.talk.espUp(client);
      scene.talk.ask(client, Packets.INFORMATIONAL, true);
    }
    List<Session> newer = suspects(gateway);
    newer.removeAll(before);
    newer.removeIf(session -> session.progress().isWithoutPair()); // it said goodbye
    assertTrue(
        anySuspect || newer.isEmpty(),
        () -> gateway.id() + " was only cut off: " + newer.stream().map(Session::story).toList());
  }

  private List<Session> suspects(LiveGateway gateway) {
    return wire.balancer.sessions.all().stream()
        .filter(session -> session.gateway() == gateway)
        .filter(session -> session.state() == SessionState.SUSPECT)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Nobody is answered: that says nothing of this one. Only the last time that it asked looks as if
   * it were in vain, once the gateway answers others.
   */
  private void hearsNothing(ModelClient client, boolean firstTime) {
    if (!client.lost) {
      scene.talk.ask(client, Packets.INFORMATIONAL, false);
      client.askedInVain -= firstTime ? 0 : 1;
    }
  }

  // IKE_SA_INIT again

  /** A client whose gateway is down may take its old SPI: it gets another gateway. */
  private void dialWhileDown(ModelClient client) {
    LiveGateway gateway = scene.gatewayOf(client);
    LiveGateway other = gateways.other(gateway);
    if (!scene.isAtHome(client)) {
      return;
    }
    scene.makeRoomForPorts();
    is(other, Health.UP);
    is(gateway, Health.DOWN);
    Session session = client.upstream.session();
    wire.sendTo(
        ON_4500,
        client.endpoint(),
        Packets.marked(Packets.initRequest(session.origin().initiatorSpi())));
    boolean elsewhere =
        wire.upstreams()
            .anyMatch(it -> other.settings().addresses().contains(it.remote().getAddress()));
    assertTrue(elsewhere, () -> "its gateway is down: " + scene.story.of(client));
    assertFalse(session.isEnded(), () -> "it may only be cut off: " + scene.story.of(client));
    is(gateway, Health.UP);
    scene.talk.espDown(client);
    if (client.espKnown()) {
      scene.talk.espUp(client);
    }
    scene.pass(Duration.ofSeconds(31)); // nobody goes on with the other
    scene.talk.ask(client, Packets.INFORMATIONAL, true);
  }
}
