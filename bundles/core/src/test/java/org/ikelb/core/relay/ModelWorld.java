package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SpiPair;

/** One balancer, and all who use it. */
final class ModelWorld {
  static final int STEPS = 2_000;
  private static final List<String> ATTACKERS = List.of("203.0.113.66:4500", "203.0.113.67:999");

  private final Map<String, Long> got = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private final Random random;
  private final Balancer balancer = Balancer.started();
  private final List<ModelClient> clients = new ArrayList<>();
  private final Map<String, Integer> loops = new HashMap<>();
  private final Map<String, Long> sentByAttacker = new HashMap<>();
  private long nextSpi = 0x10_0000;
  private int networks;

  ModelWorld(long seed) {
    random = new Random(seed);
  }

  void run() {
    for (int i = 0; i < 5; i++) {
      logIn(i);
    }
    for (int i = 0; i < STEPS; i++) {
      step(clients.get(random.nextInt(clients.size())));
      noAttackerIsProven();
    }
    ATTACKERS.forEach(this::attackerGotThreeTimesItsBytesAtMost);
    balancer.pass(Duration.ofHours(3));
    assertEquals(0, balancer.openSockets());
    assertEquals(0, balancer.sessions.size());
    for (int listenAddress : List.of(ON_500, ON_4500)) {
      holds(balancer.fromClients(listenAddress));
      holds(balancer.fromGateways(listenAddress));
    }
  }

  private static void holds(Traffic traffic) {
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  private void step(ModelClient client) {
    int what = random.nextInt(20);
    log.add(client.number + ":" + what + "@" + client.endpoint);
    if (log.size() > 100) {
      log.remove(0);
    }
    switch (what) {
      case 0 -> goTo(client, "198.18." + networks / 250 + "." + networks++ % 250 + ":4500");
      case 1 -> rebind(client);
      case 2, 3, 4 -> ask(client, true);
      case 5 -> ask(client, false);
      case 6, 7 -> espUp(client);
      case 8, 9 -> espDown(client);
      case 10 -> askedByGateway(client);
      case 11 -> rekeyByGateway(client);
      case 12 -> rekeyByClient(client);
      case 13 -> balancer.pass(Duration.ofMillis(250L * random.nextInt(20)));
      case 14 -> loops.put(client.endpoint, random.nextInt(2));
      case 15 -> deleteOldSa(client);
      case 16 -> sendRaw(client.endpoint, Packets.keepalive());
      case 17 -> changeGateway();
      default -> attack(client);
    }
  }

  private void logIn(int number) {
    long spi = 0x1000L + number;
    String address = "192.0.2." + (1 + number);
    balancer.client(address + ":500", ON_500, Packets.initRequest(spi));
    var on500 = balancer.lastUpstream(ON_500).orElseThrow();
    balancer.gateway(on500, ON_500, Packets.initAnswer(spi, 0x2000L + number));
    String endpoint = address + ":4500";
    send(endpoint, Packets.request(spi, 0x2000L + number, Packets.AUTH, 1, 35));
    ModelClient client = new ModelClient(number, endpoint, lastUpstream());
    clients.add(client);
    fromGateway(
        client, Packets.answer(spi, client.responderSpi, Packets.AUTH, 1, Packets.AUTH_INSIDE));
    espUp(client);
    espDown(client);
  }

  private static void goTo(ModelClient client, String endpoint) {
    client.endpoint = endpoint;
    client.spoke = false;
  }

  private void rebind(ModelClient client) {
    int colon = client.endpoint.lastIndexOf(':');
    goTo(client, client.endpoint.substring(0, colon + 1) + (2_000 + networks++));
  }

  /** The client asks; its gateway hears it in any case, and answers or is not heard. */
  private void ask(ModelClient client, boolean answered) {
    boolean again = client.lastId == client.nextId;
    client.lastId = client.nextId;
    ByteBuffer request = fromSaOwner(client, client.nextId, true);
    client.lastRequest = request;
    send(client.endpoint, request.duplicate());
    client.spoke = true;
    Optional<SessionUpstream> found = reached(client);
    if (found.isEmpty()) {
      assertTrue(
          !client.pairKnown,
          () -> "a request of a known session was not forwarded: " + state(client));
      balancer.pass(Duration.ofSeconds(3)); // offered too often: its retransmission comes later
      return;
    }
    if (!answered) {
      return;
    }
    client.upstream = found.get();
    client.nextId++;
    fromGateway(client, fromSaOwner(client, client.nextId - 1, false));
    client.pairKnown = true;
    if (!again) {
      isProven(client);
    }
  }

  private String state(ModelClient client) {
    return client.endpoint
        + " "
        + client.upstream.session().ikeSas().stream().map(sa -> sa.pair().toString()).toList()
        + " asks on "
        + new SpiPair(client.spi, client.responderSpi)
        + (client.gatewaysPair ? " of the gateway" : "")
        + ", steps "
        + log
        + " "
        + balancer.fromClients(ON_4500);
  }

  /** At once; or, where there are too many who could be it, after a while and with the next. */
  private void isProven(ModelClient client) {
    if (!client.endpoint.equals(proven(client))) {
      balancer.pass(Duration.ofSeconds(2));
      send(client.endpoint, fromSaOwner(client, client.nextId, true));
      fromGateway(client, fromSaOwner(client, client.nextId++, false));
    }
    assertEquals(
        client.endpoint, proven(client), () -> "the client was answered: " + state(client));
  }

  /** A message in the order of SPIs and with the flags of whoever opened the IKE SA. */
  private ByteBuffer fromSaOwner(ModelClient client, int id, boolean request) {
    if (client.gatewaysPair) {
      return request
          ? Packets.gatewayRequest(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0)
          : Packets.clientAnswer(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0);
    }
    return request
        ? Packets.request(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 41)
        : Packets.answer(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 41);
  }

  /** Which upstream to the client's gateway got the datagram that was sent last. */
  private Optional<SessionUpstream> reached(ModelClient client) {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::upstream)
        .flatMap(Optional::stream)
        .map(SessionUpstream.class::cast)
        .filter(up -> up.remote().equals(client.first.remote()))
        .findFirst();
  }

  private void espUp(ModelClient client) {
    if (!client.pairKnown && !client.endpoint.equals(proven(client))) {
      return;
    }
    balancer.client(
        client.endpoint,
        ON_4500,
        loopOf(client.endpoint),
        forget(Packets.esp(client.espSpi(), client.sequence++)));
    if (client.upstream == client.first) {
      assertTrue(reached(client).isPresent(), () -> "ESP of a known SPI: " + state(client));
    }
  }

  private void espDown(ModelClient client) {
    forget(Packets.keepalive());
    balancer.gateway(client.upstream, ON_4500, Packets.esp(0x77, client.sequence));
    boolean got = gotLast().contains(client.endpoint);
    boolean isProven = client.spoke && client.endpoint.equals(proven(client));
    assertTrue(got || !isProven, "the proven client gets what its gateway sends");
  }

  private void askedByGateway(ModelClient client) {
    int id = client.gatewayId++;
    fromGateway(client, fromPeer(client, id, true));
    send(client.endpoint, fromPeer(client, id, false));
    if (random.nextBoolean()) {
      send(ATTACKERS.get(0), fromPeer(client, id, false));
    }
  }

  /** The gateway's own requests on the client's SA, and the client's answers. */
  private ByteBuffer fromPeer(ModelClient client, int id, boolean request) {
    if (client.gatewaysPair) {
      return request
          ? Packets.request(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0)
          : Packets.answer(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0);
    }
    return request
        ? Packets.gatewayRequest(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0)
        : Packets.clientAnswer(client.spi, client.responderSpi, Packets.INFORMATIONAL, id, 0);
  }

  private void rekeyByGateway(ModelClient client) {
    newPair(client, true);
    client.gatewayId = 1;
    fromGateway(client, fromPeer(client, 0, true));
    client.pairKnown = true;
  }

  private void rekeyByClient(ModelClient client) {
    if (client.pairKnown) {
      newPair(client, false);
      client.pairKnown = false;
    }
  }

  private void newPair(ModelClient client, boolean byGateway) {
    client.replaceSa(nextSpi, nextSpi + 1, byGateway);
    nextSpi += 2;
  }

  /** The late DELETE of an IKE SA that was replaced, and its answer. */
  private void deleteOldSa(ModelClient client) {
    if (client.old.isEmpty() || client.old.get().gatewaysPair() || !client.pairKnown) {
      return;
    }
    ModelClient.OldSa old = client.old.get();
    client.old = Optional.empty();
    ByteBuffer delete =
        Packets.request(
            old.spi(),
            old.responderSpi(),
            Packets.INFORMATIONAL,
            old.nextId(),
            Packets.DELETE_INSIDE);
    send(client.endpoint, delete);
    fromGateway(
        client,
        Packets.answer(old.spi(), old.responderSpi(), Packets.INFORMATIONAL, old.nextId(), 0));
    SpiPair live = new SpiPair(client.spi, client.responderSpi);
    assertTrue(
        client.upstream.session().pairs().contains(live), () -> "only the old: " + state(client));
  }

  /** Monitors and administrators change what is thought of a gateway; sessions stay. */
  private void changeGateway() {
    Health health = random.nextBoolean() ? Health.UP : Health.DOWN;
    AdministrativeState wanted =
        random.nextBoolean() ? AdministrativeState.READY : AdministrativeState.DRAIN;
    long now = balancer.time.nanos();
    balancer
        .gateways
        .get(random.nextInt(2))
        .update(
            state ->
                state
                    .with(health, false, balancer.time.now(), now)
                    .with(wanted, Optional.empty(), now));
  }

  private void attack(ModelClient victim) {
    String attacker = ATTACKERS.get(random.nextInt(ATTACKERS.size()));
    switch (random.nextInt(6)) {
      case 5 ->
          balancer.client(
              attacker,
              ON_500,
              loopOf(attacker),
              forget(fromSaOwner(victim, victim.nextId + random.nextInt(9), true)));
      case 0 -> {
        if (victim.lastRequest.capacity() > 0 && victim.lastId < victim.nextId) {
          send(attacker, victim.lastRequest.duplicate());
          fromGateway(victim, fromSaOwner(victim, victim.lastId, false)); // from its cache
        }
      }
      case 1 -> send(attacker, fromSaOwner(victim, victim.nextId + 100_000, true));
      case 2 -> {
        for (int i = 0; i < 6; i++) {
          sendRaw(attacker, Packets.esp(victim.espSpi(), 1_000_000 + i));
        }
      }
      case 3 -> send(attacker, fromPeer(victim, victim.gatewayId, false));
      default -> sendRaw(attacker, Packets.keepalive());
    }
  }

  // the wire

  private int loopOf(String endpoint) {
    return loops.computeIfAbsent(endpoint, any -> random.nextInt(2));
  }

  private ByteBuffer forget(ByteBuffer datagram) {
    balancer.transports.forEach(this::count);
    return datagram;
  }

  private void count(FakeTransport transport) {
    transport.sent.forEach(
        sent -> sent.client().ifPresent(to -> got.merge(text(to), (long) sent.bytes(), Long::sum)));
    transport.sent.clear();
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private void send(String endpoint, ByteBuffer ike) {
    sendRaw(endpoint, Packets.marked(ike));
  }

  private void sendRaw(String endpoint, ByteBuffer datagram) {
    if (ATTACKERS.contains(endpoint)) {
      sentByAttacker.merge(endpoint, (long) datagram.remaining(), Long::sum);
    }
    balancer.client(endpoint, ON_4500, loopOf(endpoint), forget(datagram));
  }

  private void fromGateway(ModelClient client, ByteBuffer ike) {
    forget(ike);
    balancer.gateway(client.upstream, ON_4500, Packets.marked(ike));
  }

  private List<String> gotLast() {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .map(ModelWorld::text)
        .toList();
  }

  private SessionUpstream lastUpstream() {
    return balancer.transports.stream()
        .flatMap(transport -> transport.sent.stream())
        .map(FakeTransport.Sent::upstream)
        .flatMap(Optional::stream)
        .map(SessionUpstream.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String proven(ModelClient client) {
    return text(client.upstream.clientSide().client());
  }

  // what must hold

  private void noAttackerIsProven() {
    for (ModelClient client : clients) {
      assertTrue(
          !ATTACKERS.contains(proven(client)),
          () ->
              "an attacker got the downlink: " + state(client) + client.upstream.session().story());
    }
  }

  private void attackerGotThreeTimesItsBytesAtMost(String attacker) {
    forget(Packets.keepalive());
    long sent = sentByAttacker.getOrDefault(attacker, 0L);
    long received = got.getOrDefault(attacker, 0L);
    assertTrue(received <= 3 * sent, attacker + " sent " + sent + " and got " + received);
  }
}
