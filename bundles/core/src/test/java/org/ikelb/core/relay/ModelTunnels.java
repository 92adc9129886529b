package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.gateway.LiveGateway;

/**
 * Several tunnels of one endpoint get new keys in any order, and use them in any other: nothing
 * tells whose a new SPI is, and yet it has to reach its gateway.
 */
final class ModelTunnels {
  private static final String TOPIC = "tunnels";
  private static final int MOST_TUNNELS = 4;

  private final ModelScene scene;
  private final ModelWire wire;
  private final ModelLogins logins;

  ModelTunnels(ModelScene scene, ModelLogins logins) {
    this.scene = scene;
    this.wire = scene.wire;
    this.logins = logins;
  }

  List<ModelEvent> events() {
    return List.of(
        new ModelEvent("placement", 2, "opens a tunnel late", this::openLate),
        new ModelEvent(TOPIC, 2, "opens a tunnel, idle", this::openIdle),
        new ModelEvent(TOPIC, 5, "re-keys ESP, idle", this::rekeyIdle),
        new ModelEvent(TOPIC, 10, "uses its new SPI", this::useNewSpi));
  }

  private boolean hasRoom(ModelClient client) {
    return client.place.tunnels == 1 || (client.place.tunnels == 2 && scene.random.nextInt(4) == 0);
  }

  /** The flow on 500 is gone, and the tunnel that was dialled first lives on 4500. */
  private void openLate(ModelClient client) {
    if (!hasRoom(client)) {
      return;
    }
    scene.pass(Duration.ofSeconds(scene.random.nextInt(180)));
    logins.makeOneGatewayReady();
    Optional<InetAddress> expected = gatewayOfLast(client.place);
    ModelClient opened = logins.logIn(client.place, ModelLogins.Login.CLEAR);
    expected.ifPresent(
        gateway ->
            assertEquals(
                gateway, opened.gateway, () -> "not to its last: " + scene.story.of(opened)));
  }

  /** That of the tunnel last dialled from just here, while it lives and takes others. */
  private Optional<InetAddress> gatewayOfLast(ModelClient.Place place) {
    return place
        .last
        .filter(last -> place.lastOn500.equals(place.on500()) && scene.clients.contains(last))
        .filter(scene::isAtHome)
        .filter(last -> last.upstream.session().id().equals(place.lastSession))
        .filter(last -> last.upstream.session().upstream("nat-t").isPresent())
        .map(scene::gatewayOf)
        .filter(LiveGateway::takesSessions)
        .map(gateway -> place.last.orElseThrow().gateway);
  }

  private void openIdle(ModelClient client) {
    if (hasRoom(client)) {
      logins.logIn(client.place, ModelLogins.Login.CLEAR);
    }
  }

  /** New keys for ESP, by either side; the new SPI is used later. */
  private void rekeyIdle(ModelClient client) {
    if (!scene.isAtHome(client)) {
      return;
    }
    boolean agreed =
        scene.random.nextBoolean()
            ? scene.keys.agreeByClient(client)
            : scene.keys.agreeByGateway(client);
    if (agreed) {
      client.replaceChild();
      if (scene.random.nextBoolean()) {
        scene.keys.deleteChild(client);
      }
    }
  }

  private void useNewSpi(ModelClient client) {
    if (!scene.isAtHome(client) || !scene.talk.isOnItsFlow(client) || isCrowded(client)) {
      return;
    }
    for (int i = scene.random.nextInt(8); i >= 0; i--) {
      sendEsp(client);
    }
    if (scene.random.nextBoolean()) {
      scene.talk.espDown(client);
      scene.pass(Duration.ofSeconds(11));
      for (int i = 0; i < 70; i++) {
        sendEsp(client);
      }
    }
  }

  /** More sessions than ikelb asks: those of earlier dials are still there. */
  private boolean isCrowded(ModelClient client) {
    return wire.sessionsAt(client.endpoint()) > MOST_TUNNELS;
  }

  private void sendEsp(ModelClient client) {
    if (client.espKnown() || client.isSpiNew(scene.now())) {
      scene.talk.sendEsp(client);
    }
  }
}
