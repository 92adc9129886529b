package org.ikelb.listener.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.jspecify.annotations.Nullable;

/** Relays everything through one upstream, which any loop may have: its owner moves it. */
final class MovingRelay extends FakeRelay {
  private final Shared shared;
  private boolean isHere;
  private boolean isAskedFor;
  final AtomicInteger handedOver = new AtomicInteger();

  /** What all loops know. */
  static final class Shared {
    final List<MovingRelay> relays = new CopyOnWriteArrayList<>();
    volatile int owner;
    volatile @Nullable UpstreamSocket socket;

    UpstreamSocket socket() {
      UpstreamSocket opened = socket;
      if (opened == null) {
        throw new IllegalStateException("nothing was sent yet");
      }
      return opened;
    }

    MovingRelay owner() {
      return relays.get(owner);
    }

    MovingRelay notOwner() {
      return relays.get((owner + 1) % relays.size());
    }
  }

  MovingRelay(Transport transport, InetSocketAddress gateway, Shared shared) {
    super(transport, gateway);
    this.shared = shared;
    shared.relays.add(this);
    isHere = transport.index() == shared.owner;
  }

  @Override
  public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    fromClients.incrementAndGet();
    handle(listenAddress, client);
  }

  @Override
  public void handedOver(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    handedOver.incrementAndGet();
    handle(listenAddress, client);
  }

  private void handle(int listenAddress, InetSocketAddress client) {
    if (isHere) {
      if (shared.socket == null) {
        shared.socket = socket(listenAddress, client);
      }
      transport.forward(shared.socket());
    } else if (isAskedFor) {
      transport.keepFor(shared.socket(), listenAddress, client);
    } else {
      transport.handOver(shared.owner, listenAddress, client);
    }
  }

  /** Brings the socket here; completes when it has come or will not. */
  CompletableFuture<Boolean> fetch() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    transport.execute(
        () -> {
          isAskedFor = true;
          MovingRelay owner = shared.owner();
          transport.fetch(
              shared.owner,
              shared.socket(),
              owner::letGo,
              here -> {
                isAskedFor = false;
                isHere |= here;
                done.complete(here);
              });
        });
    return done;
  }

  /** The next owner is told to others here, so that what they hand over waits there. */
  private boolean letGo() {
    isHere = false;
    shared.owner = (transport.index() + 1) % shared.relays.size();
    return true;
  }
}
