package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.ikelb.api.topology.PortRange;
import org.ikelb.api.view.Traffic;
import org.ikelb.core.session.SessionUpstream;

/** The network around a balancer: what comes to which loop, and what has arrived where. */
final class ModelWire {
  static final List<String> ATTACKERS = List.of("203.0.113.66:4500", "203.0.113.67:999");
  private static final int LOOPS = 3;
  private static final Duration A_MOMENT = Duration.ofNanos(10_000);

  Balancer balancer;
  private final Random random;
  private final Map<String, Integer> loops = new HashMap<>();
  private final Map<String, Long> sentByAttacker = new HashMap<>();
  private final Map<String, Long> got = new HashMap<>();

  ModelWire(Random random, PortRange upstreamPorts) {
    this.random = random;
    balancer = new Balancer().withLoops(LOOPS).with(upstreamPorts).start();
  }

  /** The loop that the kernel brings an endpoint's datagrams to. */
  int loopOf(String endpoint) {
    return loops.getOrDefault(endpoint, Math.floorMod(endpoint.hashCode(), LOOPS));
  }

  /** The kernel changes its mind. */
  void changeLoop(String endpoint) {
    loops.put(endpoint, random.nextInt(LOOPS));
  }

  /** Sends an IKE message to port 4500. */
  void send(String endpoint, ByteBuffer ike) {
    sendRaw(endpoint, Packets.marked(ike));
  }

  /** Sends anything to port 4500. */
  void sendRaw(String endpoint, ByteBuffer datagram) {
    sendTo(ON_4500, endpoint, datagram);
  }

  void sendTo(int listenAddress, String endpoint, ByteBuffer datagram) {
    if (ATTACKERS.contains(endpoint)) {
      sentByAttacker.merge(endpoint, (long) datagram.remaining(), Long::sum);
    }
    forgetArrived();
    balancer.time.advance(A_MOMENT);
    int loop = loopOf(endpoint);
    ModelTrace trace =
        new ModelTrace(balancer, listenAddress, endpoint, loop, datagram.duplicate());
    balancer.client(endpoint, listenAddress, loop, datagram);
    trace.isWhatHappened();
  }

  void answer(SessionUpstream upstream, ByteBuffer datagram) {
    forgetArrived();
    balancer.time.advance(A_MOMENT);
    balancer.gateway(upstream, upstream.server().natT() ? ON_4500 : ON_500, datagram);
  }

  /** What has arrived until now is looked at no more; it is counted for the attackers. */
  void forgetArrived() {
    sent()
        .forEach(
            sent ->
                sent.client().ifPresent(to -> got.merge(text(to), (long) sent.bytes(), Long::sum)));
    balancer.transports.forEach(transport -> transport.sent.clear());
  }

  /** What has left since the last datagram came, in the order in which it left. */
  Stream<FakeTransport.Sent> sent() {
    return balancer.transports.stream().flatMap(transport -> transport.sent.stream());
  }

  /** The upstream to the client's gateway that the last datagram went through. */
  Optional<SessionUpstream> reached(ModelClient client) {
    return upstreams()
        .filter(upstream -> upstream.remote().getAddress().equals(client.gateway))
        .findFirst();
  }

  /** The upstreams that the last datagram went through. */
  Stream<SessionUpstream> upstreams() {
    return sent().map(FakeTransport.Sent::upstream).flatMap(Optional::stream);
  }

  /** Whether the last datagram went through just this upstream. */
  boolean wentThrough(SessionUpstream upstream) {
    return upstreams().anyMatch(it -> it == upstream);
  }

  /** Where the last datagram of a gateway went to, copies left out. */
  List<String> destinations() {
    return sent()
        .filter(sent -> !sent.copy())
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .map(ModelWire::text)
        .toList();
  }

  /** Whether a client's endpoint got the last datagram of a gateway. */
  boolean arrivedAt(String endpoint) {
    return sent()
        .map(FakeTransport.Sent::client)
        .flatMap(Optional::stream)
        .anyMatch(to -> text(to).equals(endpoint));
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** How many sessions have their client there. */
  long sessionsAt(String endpoint) {
    return balancer.sessions.all().stream()
        .flatMap(session -> session.upstream("nat-t").stream())
        .filter(upstream -> proven(upstream).equals(endpoint))
        .count();
  }

  /** The endpoint that ikelb believes to be the client's. */
  static String proven(ModelClient client) {
    return proven(client.upstream);
  }

  static String proven(SessionUpstream upstream) {
    return text(upstream.clientSide().client());
  }

  /** Everything that came went on, was answered, or was dropped for a reason. */
  void countsAreWhole() {
    for (int listenAddress : List.of(ON_500, ON_4500)) {
      isWhole(balancer.fromClients(listenAddress));
      isWhole(balancer.fromGateways(listenAddress));
    }
  }

  private static void isWhole(Traffic traffic) {
    assertEquals(
        traffic.received(),
        traffic.forwarded() + traffic.answered() + traffic.droppedTotal(),
        traffic::toString);
  }

  void attackersGotThreeTimesTheirBytesAtMost() {
    forgetArrived();
    for (String attacker : ATTACKERS) {
      long sent = sentByAttacker.getOrDefault(attacker, 0L);
      long received = got.getOrDefault(attacker, 0L);
      assertTrue(received <= 3 * sent, attacker + " sent " + sent + " and got " + received);
    }
  }
}
