package org.ikelb.core.control;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.plan.ServerPlan;

/** A listener without sockets and with one loop, which is the test's own thread. */
final class FakeListener implements Listener, Transport {
  List<ListenAddress> addresses = List.of();
  Optional<String> refusal = Optional.empty();
  int maxUpstreams = 1_000;

  /** Whether somebody waits for what the loop is asked. */
  boolean runsAtOnce;

  private final List<Relay> relays = new ArrayList<>();
  private final List<UpstreamSocket> sockets = new ArrayList<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private ByteBuffer inHand = ByteBuffer.allocate(0);
  private int forwardedToGateways;

  /** An IKE_SA_INIT request comes in. */
  void dial(int listenAddress, String client, long spi) {
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(spi).putLong(0).putInt(0x21202208).putInt(0).putInt(28).rewind();
    inHand = request;
    Relay relay = relays.get(0);
    relay.beginBatch();
    relay.fromClient(listenAddress, endpoint(client), request);
    settle();
  }

  /** So many clients dial, the same ones each time. */
  void dialEach(int clients) {
    int ike =
        addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    for (int i = 0; i < clients; i++) {
      dial(ike, "192.0.2." + (1 + i), 0x1000 + i);
    }
  }

  /** The kernel loses datagrams of clients. */
  void overflow(int listenAddress, int datagrams) {
    Relay relay = relays.get(0);
    relay.beginBatch();
    relay.overflowedFromClients(listenAddress, datagrams);
  }

  static InetSocketAddress endpoint(String client) {
    return new InetSocketAddress(client, 500);
  }

  /** The control plane makes a new snapshot on its own thread when plugins come or go. */
  void awaitStrategy(ControlPlane plane, boolean present) {
    int id = addresses.get(0).id();
    Awaitility.await()
        .until(
            () -> {
              ServerPlan server = plane.running().snapshot().server(id);
              return server != null && server.group().strategy().instance().isPresent() == present;
            });
  }

  void settle() {
    while (!tasks.isEmpty()) {
      tasks.poll().run();
    }
  }

  int openSockets() {
    return sockets.size();
  }

  int forwardedToGateways() {
    return forwardedToGateways;
  }

  @Override
  public String transport() {
    return "fake";
  }

  @Override
  public int loops() {
    return 1;
  }

  @Override
  public int maxUpstreams() {
    return maxUpstreams;
  }

  @Override
  public void open(Function<Transport, Relay> maker) {
    relays.add(maker.apply(this));
  }

  @Override
  public List<String> listen(List<ListenAddress> wanted) throws ListenFailed {
    if (refusal.isPresent()) {
      throw new ListenFailed(List.of(refusal.get()));
    }
    addresses = wanted;
    return List.of();
  }

  @Override
  public void copy(UpstreamSocket socket) {}

  @Override
  public void copy(int listenAddress, InetSocketAddress client) {}

  @Override
  public void handOver(int loop, int listenAddress, InetSocketAddress client) {
    throw new IllegalStateException("there is one loop");
  }

  @Override
  public void fetch(
      int loop, UpstreamSocket socket, BooleanSupplier letGo, Consumer<Boolean> arrived) {
    throw new IllegalStateException("there is one loop");
  }

  @Override
  public void keepFor(UpstreamSocket socket, int listenAddress, InetSocketAddress client) {
    throw new IllegalStateException("there is one loop");
  }

  @Override
  public boolean putOff(int listenAddress, InetSocketAddress client) {
    ByteBuffer datagram = inHand;
    return tasks.add(() -> relays.get(0).waited(0, listenAddress, client, datagram));
  }

  @Override
  public void close() {}

  @Override
  public int index() {
    return 0;
  }

  @Override
  public void execute(Runnable task) {
    if (runsAtOnce || addresses.isEmpty()) { // nothing is served yet, and whoever asks waits
      task.run();
    } else {
      tasks.add(task);
    }
  }

  @Override
  public void schedule(Runnable task, long delayNanos) {}

  @Override
  public UpstreamSocket connect(Upstream upstream) {
    UpstreamSocket socket =
        new UpstreamSocket() {
          @Override
          public InetSocketAddress localAddress() {
            return upstream.local();
          }

          @Override
          public void close() {
            sockets.remove(this);
          }
        };
    sockets.add(socket);
    return socket;
  }

  @Override
  public void forward(UpstreamSocket socket) {
    forwardedToGateways++;
  }

  @Override
  public void forward(int listenAddress, InetSocketAddress client) {}

  @Override
  public void answer(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {}
}
