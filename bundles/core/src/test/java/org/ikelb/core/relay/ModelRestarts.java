package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.spi.StateStoreEntry;

/** ikelb restarts, with what it saved just now; or it crashes, and what it saved is some s old. */
final class ModelRestarts {
  private static final String CRASH = "crash";

  private static final int MOST_BETWEEN = 6;

  private final ModelScene scene;
  private final ModelWire wire;
  private final ModelLogins logins;

  ModelRestarts(ModelScene scene, ModelLogins logins) {
    this.scene = scene;
    this.wire = scene.wire;
    this.logins = logins;
  }

  List<ModelEvent> events() {
    return List.of(
        ModelEvent.always(1, "ikelb restarts", client -> restart()),
        new ModelEvent(CRASH, 1, "ikelb crashes", client -> crash()));
  }

  /** What was saved goes on; what was still to be proven has to be shown again. */
  private void restart() {
    wire.forgetArrived();
    wire.countsAreWhole();
    wire.balancer = wire.balancer.restarted();
    scene.numbersAreGivenAgain();
    anyKeysMayBeNew();
    for (ModelClient client : scene.clients) {
      client.place.last = Optional.empty();
      if (!client.lost) {
        goesOn(client);
      }
    }
  }

  /** For all that ikelb knows of what was said while it was away. */
  private void anyKeysMayBeNew() {
    scene.clients.forEach(client -> client.keysAssumed = true);
    scene.gone.forEach(client -> client.keysAssumed = true);
  }

  private void goesOn(ModelClient client) {
    Optional<SessionUpstream> restored = restored(client.upstream);
    assertTrue(restored.isPresent(), () -> "did not come back: " + scene.story.of(client));
    assertEquals(client.upstream.local(), restored.get().local());
    client.upstream = restored.get();
    client.espSent &= client.espKnown();
    client.espKnownAt = client.espKnownAt.flatMap(this::restored);
    client.sequence += 100; // sent while nobody listened
  }

  private Optional<SessionUpstream> restored(SessionUpstream upstream) {
    return wire.balancer
        .sessions
        .byId(upstream.session().id())
        .flatMap(session -> session.upstream("nat-t"));
  }

  // with an older state

  /** What was true of a client when the state was saved. */
  private record Then(
      SessionUpstream upstream, int espSpi, boolean espKnown, long knownSpi, long heardNanos) {
    static final long NONE = 0;

    static Then of(ModelClient client) {
      return new Then(
          client.upstream,
          client.espSpi(),
          client.espKnown(),
          client.pairKnown ? client.spi : NONE,
          client.heardNanos);
    }
  }

  /** Only who came after the state was saved may be lost. */
  private void crash() {
    List<StateStoreEntry> saved = wire.balancer.saved();
    Map<ModelClient, Then> before = new HashMap<>();
    for (ModelClient client : scene.clients) {
      if (!client.lost) {
        before.put(client, Then.of(client));
      }
    }
    for (int i = scene.random.nextInt(MOST_BETWEEN); i >= 0; i--) {
      somethingHappens(scene.clients.get(scene.random.nextInt(scene.clients.size())));
    }
    scene.pass(Duration.ofSeconds(1 + scene.random.nextInt(3)));
    wire.forgetArrived();
    wire.countsAreWhole();
    wire.balancer = wire.balancer.restarted(saved);
    scene.numbersAreGivenAgain();
    anyKeysMayBeNew();
    for (ModelClient client : scene.clients) {
      client.place.last = Optional.empty();
      Optional<Then> then = Optional.ofNullable(before.get(client));
      if (client.lost || then.filter(it -> it.upstream() == client.upstream).isEmpty()) {
        client.isForgotten();
      } else {
        goesOn(client, then.get());
      }
    }
    List.copyOf(scene.clients).forEach(this::stillWorks);
  }

  private void somethingHappens(ModelClient client) {
    List<Consumer<ModelClient>> all =
        List.of(
            scene.keys::rekeyByClient,
            scene.keys::rekeyByGateway,
            scene.keys::rekeyChildByClient,
            scene.keys::rekeyChildByGateway,
            it -> scene.talk.ask(it, Packets.INFORMATIONAL, true),
            scene::roam,
            it -> logins.dialAgain(it, ModelLogins.Login.CLEAR));
    int what = scene.random.nextInt(all.size());
    scene.story.add(client, "before the crash, event " + what);
    all.get(what).accept(client);
  }

  private void goesOn(ModelClient client, Then then) {
    goesOn(client);
    client.heardNanos = Math.min(client.heardNanos, then.heardNanos());
    client.old = Optional.empty();
    client.pairKnown &= client.spi == then.knownSpi();
    client.lastRequest = ByteBuffer.allocate(0); // nobody can tell a replay of those seconds
    if (!then.espKnown() || client.espSpi() != then.espSpi()) {
      client.espKnownAt = Optional.empty();
      client.espSent = false;
      client.espOfSpi = 0;
    }
    if (!client.endpoint().equals(ModelWire.proven(client))) {
      client.spoke = false;
    }
  }

  /** Alone at an endpoint that ikelb knew, it is found at once, whatever it has agreed on since. */
  private void stillWorks(ModelClient client) {
    if (client.lost
        || client.place.tunnels > 1
        || !client.spoke
        || !scene.talk.isOnItsFlow(client)) {
      return;
    }
    scene.talk.sendEsp(client);
    for (int i = 0; i < 3 && (i == 0 || !client.pairKnown); i++) { // or a tunnel left behind has it
      scene.talk.ask(client, Packets.INFORMATIONAL, true);
    }
    assertTrue(client.pairKnown, () -> "it agreed on keys before: " + scene.story.of(client));
    scene.talk.espDown(client);
    assertTrue(
        !ModelTalk.mustKnow(client) || client.upstream.session().pairs().contains(client.pair()),
        () -> "its gateway has shown the pair: " + scene.story.of(client));
  }
}
