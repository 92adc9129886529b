package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;

/** CHILD_SAs are deleted, and the empty answers look as if the IKE SA were (RFC 7296, 1.4.1). */
final class ModelDeletes {
  private static final String TOPIC = "deletes";

  private final ModelScene scene;
  private final ModelWire wire;

  ModelDeletes(ModelScene scene) {
    this.scene = scene;
    this.wire = scene.wire;
  }

  List<ModelEvent> events() {
    return List.of(
        new ModelEvent(TOPIC, 2, "CHILD_SA deletes cross", client -> delete(client, true, true)),
        new ModelEvent(TOPIC, 1, "deletes no CHILD_SA", client -> delete(client, true, false)),
        new ModelEvent(TOPIC, 1, "is told to delete none", client -> delete(client, false, true)));
  }

  private void delete(ModelClient client, boolean byClient, boolean byGateway) {
    if (!scene.isAtHome(client) || client.wasMerged || client.waits()) {
      return;
    }
    int id = client.nextId;
    int gatewayId = client.gatewayId;
    if (byClient) {
      client.newRequest();
      wire.send(client.endpoint(), client.asks(Packets.INFORMATIONAL, id, Packets.DELETE_INSIDE));
    }
    if (byGateway) {
      client.gatewayId++;
      scene.talk.fromGateway(
          client, client.isAsked(Packets.INFORMATIONAL, gatewayId, Packets.DELETE_INSIDE));
    }
    boolean gatewayFirst = scene.random.nextBoolean();
    if (byClient && gatewayFirst) {
      isAnsweredWithNothing(client, id);
    }
    if (byGateway) {
      wire.send(
          client.endpoint(),
          client.answers(Packets.INFORMATIONAL, gatewayId, Packets.NOTHING_INSIDE));
    }
    if (byClient && !gatewayFirst) {
      isAnsweredWithNothing(client, id);
    }
    client.heardNanos = scene.now();
    goesOn(client);
  }

  private void isAnsweredWithNothing(ModelClient client, int id) {
    scene.talk.fromGateway(
        client, client.isAnswered(Packets.INFORMATIONAL, id, Packets.NOTHING_INSIDE));
  }

  /** After a while, perhaps from elsewhere. */
  private void goesOn(ModelClient client) {
    scene.pass(Duration.ofMinutes(scene.random.nextInt(38)));
    assertFalse(client.lost, () -> "a live tunnel is forgotten: " + scene.story.of(client));
    if (scene.random.nextBoolean()) {
      scene.roam(client);
    }
    scene.talk.espUp(client);
    scene.talk.ask(client, Packets.INFORMATIONAL, true);
    scene.talk.espUp(client);
    scene.talk.espDown(client);
  }
}
