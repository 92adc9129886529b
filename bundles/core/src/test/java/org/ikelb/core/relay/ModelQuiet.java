package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ikelb.core.session.Session;

/** Tunnels of which nothing is seen after their login, and logins of which none is a tunnel. */
final class ModelQuiet {
  private static final String TOPIC = "quiet";
  private static final Duration QUIET_AFTER = Duration.ofSeconds(31);

  private final ModelScene scene;
  private final ModelLogins logins;

  ModelQuiet(ModelScene scene, ModelLogins logins) {
    this.scene = scene;
    this.logins = logins;
  }

  List<ModelEvent> events() {
    return List.of(
        new ModelEvent(TOPIC, 2, "logs in and is quiet", this::logInQuietly),
        new ModelEvent(TOPIC, 1, "logs in with a password", this::logInWithPassword),
        new ModelEvent(TOPIC, 1, "has the wrong password", this::logInInVain));
  }

  private void logInQuietly(ModelClient old) {
    if (old.place.tunnels > 1) {
      return;
    }
    ModelClient client = logins.dialAgain(old, ModelLogins.Login.CERTIFICATE);
    Session session = client.upstream.session();
    assertFalse(ModelCore.hasLoggedIn(session), () -> "too early: " + scene.story.of(client));
    if (scene.random.nextBoolean()) {
      scene.pass(QUIET_AFTER);
      assertTrue(ModelCore.isQuiet(session), () -> "is quiet, no more: " + scene.story.of(client));
    }
    if (scene.random.nextBoolean()) {
      scene.pass(Duration.ofMinutes(scene.random.nextInt(38)));
    }
    assertFalse(client.lost, () -> "quiet, and forgotten: " + scene.story.of(client));
    if (scene.random.nextBoolean()) {
      scene.talk.sendEsp(client);
      scene.talk.espDown(client);
      assertTrue(
          ModelCore.isEstablished(session), () -> "it has spoken: " + scene.story.of(client));
    }
  }

  private void logInWithPassword(ModelClient old) {
    if (old.place.tunnels == 1) {
      ModelClient client = logins.dialAgain(old, ModelLogins.Login.EAP);
      scene.pass(Duration.ofMinutes(scene.random.nextInt(38)));
      scene.talk.sendEsp(client);
      scene.talk.espDown(client);
    }
  }

  /** The gateway refuses it, at once or after a round of passwords; then it gets it right. */
  private void logInInVain(ModelClient old) {
    if (old.place.tunnels > 1) {
      return;
    }
    ModelClient client = logins.dialAgain(old, ModelLogins.Login.CERTIFICATE);
    Session session = client.upstream.session();
    int inside = scene.random.nextBoolean() ? Packets.EAP_INSIDE : 0;
    if (inside != 0) {
      loginGoesOn(client, inside, Packets.EAP_INSIDE);
    }
    loginGoesOn(client, Packets.EAP_INSIDE, Packets.NOTIFY_INSIDE);
    client.isForgotten(); // its gateway has nothing of it
    scene.pass(QUIET_AFTER);
    assertFalse(ModelCore.hasLoggedIn(session), () -> "was refused: " + scene.story.of(client));
    logins.dialAgain(client, ModelLogins.Login.CLEAR);
  }

  private void loginGoesOn(ModelClient client, int inside, int answer) {
    scene.wire.send(client.endpoint(), client.asks(Packets.AUTH, client.nextId, inside));
    scene.talk.fromGateway(client, client.isAnswered(Packets.AUTH, client.nextId++, answer));
  }
}
