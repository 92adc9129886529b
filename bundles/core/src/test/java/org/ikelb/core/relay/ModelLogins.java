package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.SessionUpstream;

/** Clients log in: for the first time, again, or with another tunnel. */
final class ModelLogins {
  private final ModelScene scene;
  private final ModelWire wire;
  private final ModelGateways gateways;
  private int tunnels;

  /** How a client shows who it is. */
  enum Login {
    /** The gateway's answer tells that it is in. */
    CLEAR,
    /** With a certificate or a pre-shared key: nothing tells, for the answer has IDr first. */
    CERTIFICATE,
    /** With a password: in several rounds, between which somebody types or looks for a phone. */
    EAP
  }

  ModelLogins(ModelScene scene, ModelGateways gateways) {
    this.scene = scene;
    this.wire = scene.wire;
    this.gateways = gateways;
  }

  List<ModelEvent> events() {
    return List.of(
        ModelEvent.always(1, "dials again", client -> dialAgain(client, Login.CLEAR)),
        ModelEvent.always(1, "opens another tunnel", this::openAnotherTunnel));
  }

  ModelClient logIn(ModelClient.Place place) {
    ModelClient client = logIn(place, Login.CLEAR);
    scene.talk.sendEsp(client);
    scene.talk.espDown(client);
    return client;
  }

  /** Logs in, and sends no ESP yet. */
  ModelClient logIn(ModelClient.Place place, Login login) {
    makeOneGatewayReady();
    scene.makeRoomForPorts();
    int number = tunnels++;
    long spi = ModelClient.initiatorSpi(number);
    long responderSpi = ModelClient.responderSpi(number);
    if (scene.random.nextInt(4) == 0) {
      dialInVain(place.on500(), spi);
    }
    wire.sendTo(ON_500, place.on500(), Packets.initRequest(spi));
    SessionUpstream first = wire.upstreams().findFirst().orElseThrow();
    wire.answer(first, Packets.initAnswer(spi, responderSpi));
    wire.send(place.endpoint, Packets.request(spi, responderSpi, Packets.AUTH, 1, 35));
    ModelClient client = new ModelClient(number, place, wire.upstreams().findFirst().orElseThrow());
    assertEquals(first.session(), client.upstream.session(), () -> scene.story.of(client));
    client.heardNanos = scene.now();
    client.spoke = true;
    client.nextId = 1;
    switch (login) {
      case CLEAR -> loginIsAnswered(client, Packets.AUTH_INSIDE);
      case CERTIFICATE -> loginIsAnswered(client, Packets.IDR_INSIDE);
      case EAP -> eap(client);
    }
    place.tunnels++;
    place.last = Optional.of(client);
    place.lastOn500 = place.on500();
    place.lastSession = client.upstream.session().id();
    scene.clients.add(client);
    return client;
  }

  private void loginIsAnswered(ModelClient client, int inside) {
    scene.talk.fromGateway(client, client.isAnswered(Packets.AUTH, client.nextId++, inside));
  }

  private void eap(ModelClient client) {
    loginIsAnswered(client, Packets.IDR_INSIDE);
    for (int i = 0; i < 2; i++) {
      somebodyThinks(client);
      loginGoesOn(client, Packets.EAP_INSIDE);
      loginIsAnswered(client, Packets.EAP_INSIDE);
      isNotIn(client);
    }
    somebodyThinks(client);
    isNotIn(client);
    loginGoesOn(client, Packets.AUTH_INSIDE);
    loginIsAnswered(client, Packets.AUTH_INSIDE);
    assertTrue(
        ModelCore.isEstablished(client.upstream.session()),
        () -> "logged in with a password: " + scene.story.of(client));
  }

  private void somebodyThinks(ModelClient client) {
    if (scene.random.nextInt(3) == 0) {
      scene.pass(Duration.ofSeconds(scene.random.nextInt(100)));
      assertFalse(
          client.upstream.session().isEnded(), () -> "still logging in: " + scene.story.of(client));
    }
  }

  private void loginGoesOn(ModelClient client, int inside) {
    wire.send(client.endpoint(), client.asks(Packets.AUTH, client.nextId, inside));
    assertTrue(
        wire.wentThrough(client.upstream), () -> "its login goes on: " + scene.story.of(client));
    client.heardNanos = scene.now();
  }

  private void isNotIn(ModelClient client) {
    assertFalse(
        ModelCore.hasLoggedIn(client.upstream.session()),
        () -> "has not logged in yet: " + scene.story.of(client));
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

  /** Its old session is left behind. */
  ModelClient dialAgain(ModelClient client, Login login) {
    scene.leaveBehind(client);
    return login == Login.CLEAR ? logIn(client.place) : logIn(client.place, login);
  }

  private void openAnotherTunnel(ModelClient client) {
    if (client.place.tunnels == 1) {
      logIn(client.place);
    }
  }

  /** Somebody who dials needs a gateway that takes him. */
  void makeOneGatewayReady() {
    if (wire.balancer.gateways.stream().noneMatch(LiveGateway::takesSessions)) {
      gateways.change(
          wire.balancer.gateways.get(scene.random.nextInt(2)),
          Health.UP,
          AdministrativeState.READY);
    }
  }
}
