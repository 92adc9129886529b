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
   * @throws TimeoutException if a loop does not answer
   */
  Lookup find(
      ServerPlan server,
      List<Integer> listenAddresses,
      InetSocketAddress client,
      ByteBuffer datagram)
      throws TimeoutException {
    List<ClientSide> sides = new ArrayList<>();
    listenAddresses.forEach(address -> sides.add(new ClientSide(client, address)));
    for (LoopRelay relay : relays) {
      for (ClientSide side : sides) {
        Optional<SessionUpstream> upstream = ask(relay, it -> it.upstreamOfFlow(side));
        if (upstream.isPresent()) { // that loop may have the upstream, and another the datagrams
          int fromLoop = upstream.get().flowLoop();
          return follow(server, side, fromLoop, upstream.map(SessionUpstream::session), datagram);
        }
      }
    }
    ClientSide side = sides.isEmpty() ? new ClientSide(client, NO_LISTEN_ADDRESS) : sides.get(0);
    return follow(server, side, 0, Optional.empty(), datagram);
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
      Said said = ask(relays.get(loop), it -> decide(it, server, side, fromLoop, datagram));
      int next = loopAfter(loop, said.route());
      if (loops.contains(next)) {
        return new Lookup(loops, ofEndpoint, said.route(), said.notOffered());
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

  private static <T> T ask(LoopRelay relay, Function<LoopRelay, T> question)
      throws TimeoutException {
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
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
