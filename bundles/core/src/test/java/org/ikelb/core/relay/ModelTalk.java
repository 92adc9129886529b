package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.SessionUpstream;

/** What clients and their gateways say to each other, and that it arrives. */
final class ModelTalk {
  /** So many pairs of a session are remembered; two tunnels may have become one session. */
  private static final int MOST_PAIRS = 8;

  private final ModelWire wire;
  private final Random random;
  private final ModelStory story;
  private final Consumer<Duration> pass;

  /**
   * @param pass lets time pass
   */
  ModelTalk(ModelWire wire, Random random, ModelStory story, Consumer<Duration> pass) {
    this.wire = wire;
    this.random = random;
    this.story = story;
    this.pass = pass;
  }

  // IKE

  /** The client asks; its gateway hears it in any case, and answers or is not heard. */
  boolean ask(ModelClient client, int exchange, boolean answered) {
    boolean again = client.waits();
    client.lastId = client.nextId;
    ByteBuffer request = client.asks(exchange, client.nextId);
    client.lastRequest = request;
    wire.send(client.endpoint(), request.duplicate());
    client.spoke = true;
    if (client.mayBeGivenUp() && client.upstream.session().isEnded()) {
      client.isForgotten(); // it asked too often in vain, and once more
      return false;
    }
    Optional<SessionUpstream> found = wire.reached(client);
    if (found.isEmpty()) {
      assertFalse(
          mustKnow(client),
          () -> "a request of a known session was not forwarded: " + story.of(client));
      pass.accept(Duration.ofSeconds(3)); // offered too often: it is repeated later
      return false;
    }
    if (wire.wentThrough(client.upstream)) {
      client.heardNanos = now();
    }
    if (!answered) {
      client.askedInVain++;
      return false;
    }
    if (client.upstream != found.get()) {
      client.upstream = found.get(); // its gateway sends there from now on
      client.espSent = false;
    }
    client.nextId++;
    fromGateway(client, client.isAnswered(exchange, client.nextId - 1));
    client.pairKnown = true;
    client.lost = false;
    client.heardNanos = now();
    if (!again) {
      isProven(client);
    }
    return client.endpoint().equals(proven(client));
  }

  /** At once; or, where there are too many who could be it, after a while and with the next. */
  private void isProven(ModelClient client) {
    if (!client.endpoint().equals(proven(client))) {
      pass.accept(Duration.ofSeconds(2));
      wire.send(client.endpoint(), client.asks(Packets.INFORMATIONAL, client.nextId));
      fromGateway(client, client.isAnswered(Packets.INFORMATIONAL, client.nextId++));
    }
    assertEquals(
        client.endpoint(), proven(client), () -> "the client was answered: " + story.of(client));
  }

  void askedByGateway(ModelClient client, int exchange) {
    if (client.lost) {
      return;
    }
    int id = client.gatewayId++;
    fromGateway(client, client.isAsked(exchange, id));
    wire.send(client.endpoint(), client.answers(exchange, id));
    if (random.nextBoolean()) {
      wire.send(ModelWire.ATTACKERS.get(0), client.answers(exchange, id));
    }
  }

  /** The client answers if it gets the request. */
  boolean isAskedAndAnswers(ModelClient client, int exchange) {
    int id = client.gatewayId++;
    fromGateway(client, client.isAsked(exchange, id));
    if (!client.spoke || !wire.arrivedAt(client.endpoint())) {
      return false;
    }
    wire.send(client.endpoint(), client.answers(exchange, id));
    return wire.reached(client).isPresent();
  }

  /** Whether ikelb must find the client's session by its SPI pair. */
  static boolean mustKnow(ModelClient client) {
    List<SpiPair> pairs = client.upstream.session().pairs();
    boolean mayBeOut = pairs.size() == MOST_PAIRS && !pairs.contains(client.pair());
    return client.pairKnown && !mayBeOut && !client.wasMerged;
  }

  // ESP

  void espUp(ModelClient client) {
    boolean alone = client.place.tunnels == 1;
    boolean isNew = client.espSent && client.isSpiNew(now());
    boolean canBeTold = client.espKnown() || (isOnItsFlow(client) && (isNew || alone));
    if (!client.lost && canBeTold) {
      sendEsp(client);
    }
  }

  boolean isOnItsFlow(ModelClient client) {
    return client.endpoint().equals(proven(client))
        && wire.loopOf(client.endpoint()) == client.upstream.flowLoop();
  }

  void sendEsp(ModelClient client) {
    if (!client.espKnown() && (client.wasMerged || !isOnItsFlow(client))) {
      return; // nobody can tell whose this SPI is
    }
    if (client.espOfSpi++ == 0) {
      client.firstOfSpiNanos = now();
    }
    wire.sendRaw(client.endpoint(), Packets.esp(client.espSpi(), client.sequence++));
    assertTrue(
        wire.reached(client).isPresent(), () -> "ESP of a client got lost: " + story.of(client));
    if (wire.wentThrough(client.upstream)) {
      client.heardNanos = now();
      client.espSent = true;
      client.espToldApart = isToldApart(client);
    }
  }

  void espDown(ModelClient client) {
    if (client.lost) {
      return;
    }
    client.isAlive();
    wire.answer(client.upstream, Packets.esp(0x77, client.sequence));
    client.gotEsp(now());
    boolean isProven = client.spoke && client.endpoint().equals(proven(client));
    assertTrue(
        wire.arrivedAt(client.endpoint()) || !isProven,
        () -> "the proven client gets what its gateway sends: " + story.of(client));
  }

  /** Sessions of tunnels that were left behind are there, too, and it may be theirs. */
  private boolean isToldApart(ModelClient client) {
    return client.upstream.espSpis().contains(client.espSpi())
        || wire.sessionsAt(client.endpoint()) == 1;
  }

  void keepalive(ModelClient client) {
    wire.sendRaw(client.endpoint(), Packets.keepalive());
  }

  /** Its gateway says something on its IKE SA. */
  void fromGateway(ModelClient client, ByteBuffer ike) {
    client.isAlive();
    wire.answer(client.upstream, Packets.marked(ike));
  }

  private static String proven(ModelClient client) {
    return ModelWire.proven(client);
  }

  private long now() {
    return wire.balancer.time.nanos();
  }
}
