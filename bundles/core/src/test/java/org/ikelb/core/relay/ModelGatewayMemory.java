package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.SessionUpstream;

/**
 * A gateway goes on with an IKE SA that ikelb has forgotten, and talks to the upstream port it
 * knew: that is another client's by now, to whom it means nothing.
 */
final class ModelGatewayMemory {
  private static final String TOPIC = "memory";

  private final ModelScene scene;
  private final ModelWire wire;

  ModelGatewayMemory(ModelScene scene) {
    this.scene = scene;
    this.wire = scene.wire;
  }

  List<ModelEvent> events() {
    return List.of(
        new ModelEvent(TOPIC, 8, "its port had another owner", this::gatewayRemembers),
        ModelEvent.always(1, "is closed", this::close));
  }

  private void close(ModelClient client) {
    if (!client.lost) {
      scene.end(client.upstream.session());
    }
  }

  /** An owner of a port, and who had it before and is still in its gateway's memory. */
  private record Reused(ModelClient owner, ModelClient before) {
    /** Two tunnels at one endpoint look like one client. */
    boolean canBeTold() {
      List<SpiPair> pairs = owner.upstream.session().pairs();
      return owner.place != before.place && owner.pairKnown && !pairs.contains(before.pair());
    }
  }

  private void gatewayRemembers(ModelClient any) {
    List<Reused> reused =
        scene.clients.stream()
            .filter(scene::isAtHome)
            .flatMap(owner -> before(owner).map(before -> new Reused(owner, before)))
            .filter(Reused::canBeTold)
            .filter(it -> hasNoOpenKeys(it.owner()))
            .toList();
    if (!reused.isEmpty()) {
      Reused found = reused.get(scene.random.nextInt(reused.size()));
      scene.story.add(found.owner(), "has the port of " + found.before().number);
      gatewayAsks(found.owner(), found.before());
      clientAsks(found.owner(), found.before());
    }
  }

  /**
   * A key exchange that may still end in a new pair makes any pair look like that. Where two
   * tunnels to one gateway have become one session it may be the other's, who has left since.
   */
  private boolean hasNoOpenKeys(ModelClient owner) {
    return !owner.wasMerged
        && Stream.concat(scene.clients.stream(), scene.gone.stream())
            .filter(it -> it.upstream.session() == owner.upstream.session())
            .noneMatch(it -> it.keysOpen || it.keysAssumed);
  }

  private Stream<ModelClient> before(ModelClient owner) {
    return Stream.concat(scene.clients.stream().filter(it -> it.lost), scene.gone.stream())
        .filter(it -> it.gateway.equals(owner.gateway))
        .filter(it -> it.upstream.local().equals(owner.upstream.local()))
        .filter(it -> !it.upstream.session().id().equals(owner.upstream.session().id()));
  }

  private void gatewayAsks(ModelClient owner, ModelClient before) {
    SessionUpstream upstream = owner.upstream;
    List<SpiPair> pairs = upstream.session().pairs();
    String endpoint = owner.endpoint();
    for (int i = scene.random.nextInt(3); i >= 0; i--) {
      wire.answer(upstream, Packets.marked(message(before)));
      for (String to : wire.destinations()) {
        assertEquals(endpoint, to, () -> "of somebody else's SA: " + scene.story.of(owner));
      }
      assertEquals(
          pairs,
          upstream.session().pairs(),
          () -> "learnt what is somebody else's: " + scene.story.of(owner));
    }
    isUntouched(owner, endpoint);
  }

  /** What it has to say to the one it remembers. */
  private ByteBuffer message(ModelClient before) {
    return switch (scene.random.nextInt(4)) {
      case 0 -> before.isAsked(Packets.CREATE_CHILD, before.gatewayId++);
      case 1 -> before.isAsked(Packets.INFORMATIONAL, before.gatewayId++, Packets.DELETE_INSIDE);
      case 2 -> before.isAnswered(Packets.INFORMATIONAL, before.nextId, Packets.NOTHING_INSIDE);
      default -> before.isAsked(Packets.INFORMATIONAL, before.gatewayId++);
    };
  }

  /** The one it remembers comes back, if it is still there: as somebody else. */
  private void clientAsks(ModelClient owner, ModelClient before) {
    boolean isThere = scene.clients.contains(before) && before.lost && before.place != owner.place;
    if (!isThere) {
      return;
    }
    String endpoint = owner.endpoint();
    scene.talk.ask(before, Packets.INFORMATIONAL, true);
    assertNotSame(
        owner.upstream,
        before.upstream,
        () -> "somebody else is taken for it: " + scene.story.of(owner));
    isUntouched(owner, endpoint);
  }

  private void isUntouched(ModelClient owner, String endpoint) {
    assertEquals(
        endpoint,
        ModelWire.proven(owner),
        () -> "moved to somebody else: " + scene.story.of(owner));
    scene.talk.espDown(owner);
    scene.talk.ask(owner, Packets.INFORMATIONAL, true);
    scene.talk.espUp(owner);
    scene.notice();
    assertFalse(owner.lost, () -> "ended by somebody else: " + scene.story.of(owner));
  }
}
