package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A session that ikelb has forgotten shows itself with a request in fragments (RFC 7383). */
final class ModelFragments {
  private final ModelScene scene;
  private final ModelWire wire;

  ModelFragments(ModelScene scene) {
    this.scene = scene;
    this.wire = scene.wire;
  }

  List<ModelEvent> events() {
    return List.of(new ModelEvent("fragments", 2, "asks in fragments", this::askInFragments));
  }

  private void askInFragments(ModelClient client) {
    if (client.place.tunnels > 1) {
      return;
    }
    scene.makeRoomForPorts();
    if (!client.lost) {
      scene.end(client.upstream.session());
    }
    scene.pass(Duration.ofSeconds(3)); // what somebody else sent with its pair is offered no more
    scene.roam(client); // nobody has been there
    List<Integer> numbers = new ArrayList<>();
    int total = 2 + scene.random.nextInt(3);
    for (int i = 1; i <= total; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, scene.random);
    ByteBuffer request = client.asks(Packets.CREATE_CHILD, client.nextId);
    for (int number : numbers) {
      wire.send(client.endpoint(), Packets.fragment(request, number, total));
      assertTrue(
          wire.reached(client).isPresent(),
          () -> "fragment " + number + " of " + total + " got lost: " + scene.story.of(client));
    }
    client.spoke = true;
    client.upstream = wire.reached(client).orElseThrow();
    ByteBuffer answer = client.isAnswered(Packets.CREATE_CHILD, client.newRequest());
    if (scene.random.nextBoolean()) {
      scene.talk.fromGateway(client, answer);
    } else {
      scene.talk.fromGateway(client, Packets.fragment(answer, 1, 2));
      scene.talk.fromGateway(client, Packets.fragment(answer, 2, 2));
    }
    client.lost = false;
    client.pairKnown = true;
    client.keysOpen = true;
    client.heardNanos = scene.now();
    scene.talk.ask(client, Packets.INFORMATIONAL, true);
    scene.talk.espUp(client);
    scene.talk.espDown(client);
  }
}
