package org.ikelb.listener.udp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Transport;

/** A listener with fake relays, listening on some addresses, numbered from 0. */
final class Rig implements AutoCloseable {
  static final DescriptorLimit DESCRIPTORS = new DescriptorLimit(20_000);

  final UdpListener listener;
  final List<FakeRelay> relays = new ArrayList<>();

  Rig(Sockets sockets, int loops, Function<Transport, FakeRelay> relay) {
    listener = new UdpListener(sockets, DESCRIPTORS, loops);
    listener.open(
        transport -> {
          relays.add(relay.apply(transport));
          return relays.get(relays.size() - 1);
        });
  }

  static Rig of(Sockets sockets, int loops, InetSocketAddress gateway) {
    return new Rig(sockets, loops, transport -> new FakeRelay(transport, gateway));
  }

  /** Listens on the first free port of this address. */
  InetSocketAddress listenOn(String address) throws ListenFailed {
    InetSocketAddress free = Peer.freeAddress(address);
    listen(free);
    return free;
  }

  List<String> listen(InetSocketAddress... addresses) throws ListenFailed {
    List<ListenAddress> all = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      all.add(new ListenAddress(all.size(), "ike", address));
    }
    return listener.listen(all);
  }

  List<String> notes() {
    return relays.stream().flatMap(relay -> relay.notes.stream()).toList();
  }

  /** Keeps the only loop busy until the latch is counted down. */
  CountDownLatch blocked() {
    return blocked(relays.get(0));
  }

  /** Keeps the relay's loop busy, from now on and until the latch is counted down. */
  static CountDownLatch blocked(FakeRelay relay) {
    CountDownLatch isBusy = new CountDownLatch(1);
    CountDownLatch latch = new CountDownLatch(1);
    relay.transport.execute(
        () -> {
          isBusy.countDown();
          try {
            latch.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      isBusy.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return latch;
  }

  @Override
  public void close() {
    listener.close();
  }
}
