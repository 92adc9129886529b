package org.ikelb.listener.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;

/** Relays everything to one gateway, an upstream for each client and address, and takes notes. */
class FakeRelay implements Relay {
  private static final AtomicInteger nextPort =
      new AtomicInteger(10_240 + ThreadLocalRandom.current().nextInt(10_000));

  final Transport transport;
  final InetSocketAddress gateway;
  final AtomicInteger batches = new AtomicInteger();
  final AtomicInteger fromClients = new AtomicInteger();
  final AtomicInteger fromGateways = new AtomicInteger();
  final AtomicInteger overflowed = new AtomicInteger();
  final AtomicInteger overflowedFromGateways = new AtomicInteger();
  final List<String> notes = new CopyOnWriteArrayList<>();
  private final Map<String, UpstreamSocket> sockets = new HashMap<>();

  /** What an upstream was opened for. */
  record Flow(
      int listenAddress,
      InetSocketAddress client,
      InetSocketAddress local,
      InetSocketAddress remote)
      implements Upstream {
    @Override
    public boolean isTransparent() {
      return false;
    }
  }

  FakeRelay(Transport transport, InetSocketAddress gateway) {
    this.transport = transport;
    this.gateway = gateway;
  }

  /** Whose datagrams share an upstream. */
  String flowOf(int listenAddress, InetSocketAddress client) {
    return listenAddress + " " + client;
  }

  final UpstreamSocket socket(int listenAddress, InetSocketAddress client) {
    return sockets.computeIfAbsent(
        flowOf(listenAddress, client), flow -> connect(listenAddress, client));
  }

  private UpstreamSocket connect(int listenAddress, InetSocketAddress client) {
    IOException last = new IOException("no port is free");
    for (int i = 0; i < 20; i++) {
      InetSocketAddress local = new InetSocketAddress(nextPort.incrementAndGet());
      try {
        return transport.connect(new Flow(listenAddress, client, local, gateway));
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IllegalStateException(last);
  }

  @Override
  public void beginBatch() {
    batches.incrementAndGet();
  }

  @Override
  public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    fromClients.incrementAndGet();
    transport.forward(socket(listenAddress, client));
  }

  @Override
  public void handedOver(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    notes.add("handed over from " + fromLoop);
  }

  @Override
  public void waited(
      int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
    fromClients.incrementAndGet();
    transport.forward(socket(listenAddress, client));
  }

  @Override
  public void notHandedOver(int listenAddress, int bytes) {
    notes.add("not handed over: " + bytes);
  }

  @Override
  public void fromGateway(Upstream upstream, ByteBuffer datagram) {
    fromGateways.incrementAndGet();
    Flow flow = (Flow) upstream;
    transport.forward(flow.listenAddress(), flow.client());
  }

  @Override
  public void truncatedFromClient(int listenAddress) {
    notes.add("truncated from client at " + listenAddress);
  }

  @Override
  public void truncatedFromGateway(Upstream upstream) {
    notes.add("truncated from gateway");
  }

  @Override
  public void overflowedFromClients(int listenAddress, int datagrams) {
    overflowed.addAndGet(datagrams);
  }

  @Override
  public void overflowedFromGateway(Upstream upstream, int datagrams) {
    overflowedFromGateways.addAndGet(datagrams);
  }

  @Override
  public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {
    notes.add("not sent to gateway: " + bytes + " " + failure);
  }

  @Override
  public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {
    notes.add("not sent to client: " + bytes + " " + failure);
  }

  @Override
  public void refused(Upstream upstream) {
    notes.add("refused");
  }
}
