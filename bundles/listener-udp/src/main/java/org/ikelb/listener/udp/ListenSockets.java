package org.ikelb.listener.udp;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of all virtual servers on all loops.
 *
 * <p>Used by one control thread at a time.
 */
final class ListenSockets {
  private static final Logger log = LoggerFactory.getLogger(ListenSockets.class);

  private final List<Loop> loops;
  private final Binding binding;
  private List<Bound> open = List.of();

  /** An address and its sockets, in the order of the loops. */
  private record Bound(ListenAddress address, List<ListenSocket> sockets) {
    boolean isAt(InetSocketAddress place) {
      return address.address().equals(place);
    }

    void close(Patience patience) {
      sockets.stream().map(socket -> socket.channel().close()).toList().forEach(patience::isDone);
    }
  }

  ListenSockets(List<Loop> loops, Binding binding) {
    this.loops = loops;
    this.binding = binding;
  }

  /**
   * Makes these the addresses that are listened on, or changes nothing. Asks no loop if they are
   * that already: an apply of anything else must work while a loop hangs.
   *
   * @return warnings
   */
  List<String> set(List<ListenAddress> addresses) throws ListenFailed {
    if (addresses.equals(open.stream().map(Bound::address).toList())) {
      return List.of();
    }
    Patience patience = new Patience();
    List<String> silent = patience.silent(loops);
    if (!silent.isEmpty()) {
      throw new ListenFailed(silent);
    }
    List<Bound> wanted = new ArrayList<>();
    List<Bound> opened = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (ListenAddress address : addresses) {
      Optional<Bound> kept = find(open, address.address());
      if (kept.isPresent()) {
        wanted.add(new Bound(address, kept.get().sockets()));
        continue;
      }
      try {
        Bound bound = new Bound(address, binding.open(address, loops, patience, warnings::add));
        opened.add(bound);
        wanted.add(bound);
      } catch (IOException e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    if (!reasons.isEmpty()) {
      opened.forEach(bound -> bound.close(patience));
      throw new ListenFailed(reasons);
    }
    warnings.addAll(replaceBy(wanted, patience));
    return List.copyOf(warnings);
  }

  private static Optional<Bound> find(List<Bound> all, InetSocketAddress address) {
    return all.stream().filter(bound -> bound.isAt(address)).findFirst();
  }

  /** A loop that hangs just now does it when it turns again; returns which do. */
  private List<String> replaceBy(List<Bound> wanted, Patience patience) {
    List<Future<?>> done = new ArrayList<>();
    loops.forEach(loop -> done.add(loop.eventLoop().submit(() -> use(loop, wanted))));
    List<String> silent =
        loops.stream()
            .filter(loop -> !patience.isDone(done.get(loop.index())))
            .map(Patience::notAnswered)
            .toList();
    for (Bound old : open) {
      InetSocketAddress address = old.address().address();
      if (find(wanted, address).isEmpty()) {
        old.close(patience);
        log.info("event=listening-ended address={}", NetUtil.toSocketAddressString(address));
      }
    }
    open = wanted;
    return silent;
  }

  /** The loop learns its sockets, and only then reads from those that are new. */
  private static void use(Loop loop, List<Bound> wanted) {
    List<ListenSocket> sockets = new ArrayList<>();
    for (Bound bound : wanted) {
      ListenSocket socket = bound.sockets().get(loop.index());
      socket.renumber(bound.address().id());
      sockets.add(socket);
    }
    loop.listenOn(sockets);
    sockets.forEach(socket -> socket.channel().config().setAutoRead(true));
  }
}
