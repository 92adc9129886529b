package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.route.Lookup;
import org.ikelb.core.route.Route;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.traffic.DropReason;

/**
 * Asks the loops where a client's datagram would go, each on its own thread, and from loop to loop
 * where it would be handed over.
 *
 * <p>Thread-safe.
 */
final class RouteFinder {
  /** A loop that hangs must not hang whoever asks. */
  private static final long PATIENCE_SECONDS = 2;

  /** No loop that has anything to do with it. */
  private static final int NO_LISTEN_ADDRESS = -1;

  private final List<LoopRelay> relays;

  RouteFinder(List<LoopRelay> relays) {
    this.relays = relays;
  }

  /** What one loop says. */
  private record Said(Route route, Optional<DropReason> notOffered) {}

  /**
   * Finds it.
   *
   * @param listenAddresses where it may come to
   * @throws TimeoutException if a loop does not answer that decides
   */
  Lookup find(
      ServerPlan server,
      List<Integer> listenAddresses,
      InetSocketAddress client,
      ByteBuffer datagram)
      throws TimeoutException {
    List<ClientSide> sides = new ArrayList<>();
    listenAddresses.forEach(address -> sides.add(new ClientSide(client, address)));
    List<CompletableFuture<Optional<Found>>> asked =
        relays.stream().map(relay -> ask(relay, it -> found(it, sides))).toList();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<Integer> silent = new ArrayList<>();
    Optional<Found> found = Optional.empty();
    for (LoopRelay relay : relays) {
      try {
        Optional<Found> there = answer(relay, asked.get(relay.index()), until);
        found = found.isPresent() ? found : there;
      } catch (TimeoutException e) {
        silent.add(relay.index());
      }
    }
    if (found.isPresent()) { // that loop may have the upstream, and another the datagrams
      SessionUpstream upstream = found.get().upstream();
      Optional<Session> session = Optional.of(upstream.session());
      return follow(server, found.get().side(), upstream.flowLoop(), session, datagram)
          .without(silent);
    }
    ClientSide side = sides.isEmpty() ? new ClientSide(client, NO_LISTEN_ADDRESS) : sides.get(0);
    int turning =
        relays.stream()
            .map(LoopRelay::index)
            .filter(at -> !silent.contains(at))
            .findFirst()
            .orElse(0);
    return follow(server, side, turning, Optional.empty(), datagram).without(silent);
  }

  /** The flow of the client on one loop. */
  private record Found(ClientSide side, SessionUpstream upstream) {}

  private static Optional<Found> found(LoopRelay relay, List<ClientSide> sides) {
    return sides.stream()
        .flatMap(side -> relay.upstreamOfFlow(side).map(up -> new Found(side, up)).stream())
        .findFirst();
  }

  /** From the loop that it comes to. */
  Lookup follow(
      ServerPlan server,
      ClientSide side,
      int fromLoop,
      Optional<Session> ofEndpoint,
      ByteBuffer datagram)
      throws TimeoutException {
    List<Integer> loops = new ArrayList<>();
    int loop = fromLoop;
    while (true) {
      loops.add(loop);
      LoopRelay relay = relays.get(loop);
      Said said =
          answer(
              relay,
              ask(relay, it -> decide(it, server, side, fromLoop, datagram)),
              System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
      int next = loopAfter(loop, said.route());
      if (loops.contains(next)) {
        return new Lookup(loops, ofEndpoint, said.route(), said.notOffered(), List.of());
      }
      loop = next;
    }
  }

  /** Where the relay of that loop would hand it over to; the same loop: it would not. */
  private static int loopAfter(int loop, Route route) {
    boolean someStay =
        route instanceof Route.EspToAll toAll
            && toAll.upstreams().stream().anyMatch(upstream -> upstream.loop() == loop);
    return route instanceof Route.Forwarded forwarded && !someStay
        ? forwarded.upstream().loopToBe()
        : loop;
  }

  private static Said decide(
      LoopRelay relay, ServerPlan server, ClientSide side, int fromLoop, ByteBuffer datagram) {
    Route route = relay.route(server, side, fromLoop, datagram.duplicate());
    return new Said(
        route,
        route instanceof Route.Stranger stranger
            ? relay.whyNotOffered(stranger)
            : Optional.empty());
  }

  private static <T> CompletableFuture<T> ask(LoopRelay relay, Function<LoopRelay, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    relay.execute(
        () -> {
          try {
            answer.complete(question.apply(relay));
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
            throw e;
          }
        });
    return answer;
  }

  private static <T> T answer(LoopRelay relay, CompletableFuture<T> asked, long untilNanos)
      throws TimeoutException {
    try {
      return asked.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted while loop " + relay.index() + " was asked");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "loop %d has not answered for %d s".formatted(relay.index(), PATIENCE_SECONDS));
    }
  }
}
