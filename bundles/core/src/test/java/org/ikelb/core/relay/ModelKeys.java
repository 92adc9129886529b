package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;

/** Clients and gateways agree on new keys, for IKE and for ESP, and delete what had the old. */
final class ModelKeys {
  private final ModelWire wire;
  private final Random random;
  private final ModelStory story;
  private final ModelTalk talk;
  private long nextSpi = 0x10_0000;

  ModelKeys(ModelWire wire, Random random, ModelStory story, ModelTalk talk) {
    this.wire = wire;
    this.random = random;
    this.story = story;
    this.talk = talk;
  }

  // IKE

  void rekeyByGateway(ModelClient client) {
    if (!client.lost && agreeByGateway(client)) {
      newPair(client, true);
      client.gatewayId = 1;
      talk.fromGateway(client, client.isAsked(Packets.INFORMATIONAL, 0));
      client.pairKnown = true;
      client.keysOpen = false;
      client.keysAssumed = false;
    }
  }

  void rekeyByClient(ModelClient client) {
    if (client.pairKnown && agreeByClient(client)) {
      newPair(client, false);
      client.pairKnown = false;
    }
  }

  private void newPair(ModelClient client, boolean byGateway) {
    client.replaceSa(nextSpi, nextSpi + 1, byGateway);
    nextSpi += 2;
  }

  /** The late DELETE of an IKE SA that was replaced, and its answer. */
  void deleteOldSa(ModelClient client) {
    if (client.old.isEmpty() || client.old.get().gatewaysPair() || !client.pairKnown) {
      return;
    }
    ModelClient.OldSa old = client.old.get();
    client.old = Optional.empty();
    int id = old.nextId();
    wire.send(
        client.endpoint(),
        Packets.request(
            old.spi(), old.responderSpi(), Packets.INFORMATIONAL, id, Packets.DELETE_INSIDE));
    talk.fromGateway(
        client, Packets.answer(old.spi(), old.responderSpi(), Packets.INFORMATIONAL, id, 0));
    assertTrue(
        !ModelTalk.mustKnow(client) || client.upstream.session().pairs().contains(client.pair()),
        () -> "only the old: " + story.of(client));
  }

  // ESP

  void rekeyChildByClient(ModelClient client) {
    if (agreeByClient(client)) {
      client.replaceChild();
      talk.sendEsp(client);
      deleteChild(client);
    }
  }

  /** The client uses its new SA as soon as it has answered. */
  void rekeyChildByGateway(ModelClient client) {
    if (!client.lost
        && client.endpoint().equals(ModelWire.proven(client))
        && agreeByGateway(client)) {
      client.replaceChild();
      talk.sendEsp(client);
      deleteChild(client);
    }
  }

  /** The client deletes the CHILD_SA that was replaced; the gateway deletes its half of it. */
  void deleteChild(ModelClient client) {
    if (client.pairKnown && !client.lost && !client.waits()) {
      int id = client.newRequest();
      wire.send(client.endpoint(), client.asks(Packets.INFORMATIONAL, id, Packets.DELETE_INSIDE));
      talk.fromGateway(client, client.isAnswered(Packets.INFORMATIONAL, id, Packets.DELETE_INSIDE));
      client.keysOpen = false;
      client.keysAssumed = false;
    }
  }

  // key exchanges

  /** Sometimes it takes another exchange to have them (RFC 9370). */
  boolean agreeByClient(ModelClient client) {
    client.keysOpen = true; // it may be answered without being proven by that
    if (!talk.ask(client, Packets.CREATE_CHILD, true)) {
      return false;
    }
    client.keysOpen = true;
    return random.nextInt(4) != 0 || talk.ask(client, Packets.FOLLOWUP_KE, true);
  }

  boolean agreeByGateway(ModelClient client) {
    client.keysOpen = true;
    if (!talk.isAskedAndAnswers(client, Packets.CREATE_CHILD)) {
      return false;
    }
    return random.nextInt(4) != 0 || talk.isAskedAndAnswers(client, Packets.FOLLOWUP_KE);
  }
}
