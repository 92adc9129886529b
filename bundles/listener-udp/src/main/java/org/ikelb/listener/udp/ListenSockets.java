package org.ikelb.listener.udp;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    void close() {
      sockets.forEach(socket -> socket.channel().close().awaitUninterruptibly());
    }
  }

  ListenSockets(List<Loop> loops, Binding binding) {
    this.loops = loops;
    this.binding = binding;
  }

  /**
   * Makes these the addresses that are listened on, or changes nothing.
   *
   * @return warnings
   */
  List<String> set(List<ListenAddress> addresses) throws ListenFailed {
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
        Bound bound = new Bound(address, binding.open(address, loops, warnings::add));
        opened.add(bound);
        wanted.add(bound);
      } catch (IOException e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    if (!reasons.isEmpty()) {
      opened.forEach(Bound::close);
      throw new ListenFailed(reasons);
    }
    replaceBy(wanted);
    return List.copyOf(warnings);
  }

  private static Optional<Bound> find(List<Bound> all, InetSocketAddress address) {
    return all.stream().filter(bound -> bound.isAt(address)).findFirst();
  }

  private void replaceBy(List<Bound> wanted) {
    List<CompletableFuture<Void>> done =
        loops.stream()
            .map(loop -> CompletableFuture.runAsync(() -> use(loop, wanted), loop.eventLoop()))
            .toList();
    done.forEach(CompletableFuture::join);
    for (Bound old : open) {
      InetSocketAddress address = old.address().address();
      if (find(wanted, address).isEmpty()) {
        old.close();
        log.info("event=listening-ended address={}", NetUtil.toSocketAddressString(address));
      }
    }
    open = wanted;
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
