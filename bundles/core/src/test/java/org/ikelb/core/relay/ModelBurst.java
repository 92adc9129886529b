package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ikelb.core.session.SessionUpstream;

/**
 * Clients and gateways send while the loops are behind with what they have to do, and the kernel
 * moves clients from loop to loop: hand-overs and re-homings overlap. Everything arrives once, and
 * in order; but what comes to one loop may overtake what came to another before.
 */
final class ModelBurst {
  private static final int DATAGRAMS = 60;

  private final ModelWire wire;
  private final Random random;
  private final List<ModelClient> clients;

  /** What each client has sent to one loop after the other. */
  private final Map<ModelClient, List<List<Integer>>> up = new HashMap<>();

  private final Map<ModelClient, List<Integer>> down = new HashMap<>();

  /** Those that were moved: within a moment that happens once at most. */
  private final Set<ModelClient.Place> changed = new HashSet<>();

  private int downSequence;

  ModelBurst(ModelWire wire, Random random, List<ModelClient> clients) {
    this.wire = wire;
    this.random = random;
    this.clients = clients;
  }

  void run() {
    if (clients.isEmpty()) {
      return;
    }
    wire.forgetArrived();
    for (ModelClient client : clients) {
      up.put(client, new ArrayList<>(List.of(new ArrayList<>())));
      if (client.upstream.flowLoop() != wire.loopOf(client.endpoint())) {
        changed.add(client.place); // it has moved, and will be seen to
      }
    }
    for (int i = 0; i < DATAGRAMS; i++) {
      ModelClient client = clients.get(random.nextInt(clients.size()));
      switch (random.nextInt(5)) {
        case 0 -> changeLoop(client);
        case 1 -> espDown(client);
        default -> espUp(client);
      }
      runSome(random.nextInt(3));
    }
    while (isBehind()) {
      runSome(1);
    }
    clients.forEach(this::everythingHasArrivedInOrder);
    wire.countsAreWhole();
  }

  private void changeLoop(ModelClient client) {
    if (!changed.add(client.place)) {
      return;
    }
    wire.changeLoop(client.endpoint());
    clients.stream()
        .filter(other -> other.place == client.place)
        .forEach(other -> up.get(other).add(new ArrayList<>()));
  }

  private void espUp(ModelClient client) {
    int sequence = client.sequence++;
    List<List<Integer>> runs = up.get(client);
    runs.get(runs.size() - 1).add(sequence);
    client.heardNanos = wire.balancer.time.nanos();
    int loop = wire.loopOf(client.endpoint());
    ByteBuffer esp = Packets.esp(client.espSpi(), sequence);
    new ModelTrace(wire.balancer, ON_4500, client.endpoint(), loop, esp.duplicate())
        .forwardsTo(client.upstream);
    wire.balancer.fromClient(client.endpoint(), ON_4500, loop, esp);
  }

  private void espDown(ModelClient client) {
    while (client.upstream.loop() == SessionUpstream.NO_LOOP) {
      runSome(1); // nobody reads its socket: the kernel keeps it
    }
    down.computeIfAbsent(client, any -> new ArrayList<>()).add(++downSequence);
    wire.balancer.fromGateway(client.upstream, ON_4500, Packets.esp(downSpi(client), downSequence));
  }

  private static int downSpi(ModelClient client) {
    return 0x7_0000 + client.number;
  }

  private boolean isBehind() {
    return wire.balancer.transports.stream().anyMatch(transport -> !transport.tasks.isEmpty());
  }

  private void runSome(int tasks) {
    for (int i = 0; i < tasks; i++) {
      int loop = random.nextInt(wire.balancer.transports.size());
      Runnable task = wire.balancer.transports.get(loop).tasks.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  private void everythingHasArrivedInOrder(ModelClient client) {
    List<Integer> arrived = sequences(client.espSpi(), true);
    for (List<Integer> run : up.get(client)) {
      assertEquals(run, arrived.stream().filter(run::contains).toList(), from(client));
    }
    assertEquals(up.get(client).stream().mapToInt(List::size).sum(), arrived.size(), from(client));
    assertEquals(
        down.getOrDefault(client, List.of()),
        sequences(downSpi(client), false),
        "to client " + client.number);
  }

  private String from(ModelClient client) {
    return "from client %d at %s: %s"
        .formatted(client.number, client.endpoint(), wire.balancer.fromClients(ON_4500));
  }

  private List<Integer> sequences(int spi, boolean toGateway) {
    return wire.sent()
        .filter(sent -> !sent.copy() && sent.upstream().isPresent() == toGateway)
        .sorted(Comparator.comparingLong(FakeTransport.Sent::order))
        .map(sent -> ByteBuffer.allocate(Long.BYTES).putLong(0, sent.head()))
        .filter(head -> head.getInt(0) == spi)
        .map(head -> head.getInt(Integer.BYTES))
        .toList();
  }
}
