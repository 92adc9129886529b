package org.ikelb.diagnosis.policy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Payload;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.Transform;
import org.ikelb.spi.ProbeTarget;

/**
 * A gateway on loopback that chooses proposals as RFC 7296, section 2.7, has it, and would open an
 * SA for a key of the chosen group.
 */
final class PolicedGateway implements AutoCloseable {
  private final DatagramSocket socket = loopback();
  private final List<List<Transform>> policy;
  private final String name;
  private final boolean natT;
  private final Thread thread = new Thread(this::serve, "policed-gateway");
  final AtomicInteger halfOpen = new AtomicInteger();
  final List<Long> receivedAt = new CopyOnWriteArrayList<>();

  /** Answers instead of the policy where it is there. */
  volatile Function<ByteBuffer, Optional<List<ByteBuffer>>> first = request -> Optional.empty();

  /**
   * Starts it.
   *
   * @param policy the proposals it takes, each with one or several algorithms of a kind
   */
  PolicedGateway(String name, boolean natT, String... policy) {
    this.name = name;
    this.natT = natT;
    this.policy =
        Stream.of(policy)
            .map(one -> Stream.of(one.split("/", -1)).map(Transform::parse).toList())
            .toList();
    thread.start();
  }

  private static DatagramSocket loopback() {
    try {
      return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  ProbeTarget target() {
    return new ProbeTarget(
        name,
        InetAddress.getLoopbackAddress(),
        List.of(new ProbeTarget.Port(socket.getLocalPort(), natT)),
        Optional.of(InetAddress.getLoopbackAddress()));
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        receivedAt.add(System.nanoTime());
        ByteBuffer request = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        request.position(natT ? NatTraversal.MARKER_LENGTH : 0);
        for (ByteBuffer answer : first.apply(request).orElseGet(() -> List.of(answer(request)))) {
          ByteBuffer marked = natT ? NatTraversal.withMarker(answer) : answer;
          byte[] bytes = Octets.copyOf(marked, 0, marked.limit()).toArray();
          socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      // close() ends the loop
    }
  }

  ByteBuffer answer(ByteBuffer request) {
    IkeMessage message = IkeMessage.read(request).orElseThrow();
    List<Proposal> offered =
        message
            .payloads(Payload.SecurityAssociation.class)
            .flatMap(sa -> sa.proposals().stream())
            .toList();
    int key = message.payloads(Payload.KeyExchange.class).findFirst().orElseThrow().group();
    Optional<List<Transform>> chosen = chosen(offered);
    if (chosen.isEmpty()) {
      return Answers.noProposalChosen(request);
    }
    int group =
        chosen.get().stream()
            .filter(one -> one.type() == Transform.KEY_EXCHANGE)
            .findFirst()
            .orElseThrow()
            .id();
    if (group == key) {
      halfOpen.incrementAndGet();
    }
    return Answers.invalidKe(request, group);
  }

  /** Of each kind that it wants, one that is offered; and no kind that it does not want. */
  private Optional<List<Transform>> chosen(List<Proposal> offered) {
    for (List<Transform> mine : policy) {
      for (Proposal one : offered) {
        List<Transform> common = new ArrayList<>(mine);
        common.retainAll(one.transforms());
        if (types(common).equals(types(mine)) && types(one.transforms()).equals(types(mine))) {
          return Optional.of(common);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Integer> types(List<Transform> transforms) {
    return transforms.stream().map(Transform::type).distinct().sorted().toList();
  }

  /** Asks for a cookie, and answers whom it gets it back from as {@code then} says. */
  void askForCookies(Function<ByteBuffer, List<ByteBuffer>> then) {
    first =
        request -> {
          boolean cookie =
              IkeMessage.read(request).orElseThrow().notification(NotifyType.COOKIE).isPresent();
          return Optional.of(
              cookie ? then.apply(request) : List.of(Answers.cookie(request, new byte[24])));
        };
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
