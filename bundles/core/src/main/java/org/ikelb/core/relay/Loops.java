package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.route.Lookup;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamOwner;
import org.ikelb.core.time.Time;

/**
 * The relays of all loops, as one.
 *
 * <p>Thread-safe.
 */
public final class Loops implements RelayContext.Neighbours {
  private final List<LoopRelay> relays = new CopyOnWriteArrayList<>();
  private final Supplier<Snapshot> snapshot;
  private final SessionTable sessions;

  /** Opens the listener and starts a relay on each of its loops. */
  public Loops(
      Listener listener,
      Supplier<Snapshot> snapshot,
      SessionTable sessions,
      SourceAddresses sources,
      Time time) {
    this.snapshot = snapshot;
    this.sessions = sessions;
    RelayContext context =
        new RelayContext(snapshot, sessions, sources, time, listener.maxUpstreams(), this);
    listener.open(transport -> relay(context, transport));
    relays.forEach(LoopRelay::start);
  }

  private LoopRelay relay(RelayContext context, Transport transport) {
    LoopRelay relay = new LoopRelay(context, transport);
    relays.add(relay);
    return relay;
  }

  /** Runs this, on the last of them, once every loop has moved past what it is doing now. */
  public void whenPassed(Runnable then) {
    AtomicInteger left = new AtomicInteger(relays.size());
    Runnable passed =
        () -> {
          if (left.decrementAndGet() == 0) {
            then.run();
          }
        };
    relays.forEach(relay -> relay.execute(passed));
  }

  @Override
  public void adopt(int loop, SessionUpstream upstream, ClientSide side) {
    relays.get(loop).owner().adoptLater(upstream, side);
  }

  @Override
  public void forgetFlow(int loop, ClientSide side, SessionUpstream upstream) {
    relays.get(loop).owner().forgetFlowLater(side, upstream);
  }

  @Override
  public boolean letGo(int loop, SessionUpstream upstream, UpstreamOwner newOwner) {
    return relays.get(loop).owner().letGo(upstream, newOwner);
  }

  /**
   * Where a client's datagram would go, as the loops see it now. Blocks until they have looked.
   *
   * @param server where it comes to; it need not be listened on
   * @throws TimeoutException if a loop does not answer within two seconds
   */
  public Lookup lookUp(ServerPlan server, InetSocketAddress client, ByteBuffer datagram)
      throws TimeoutException {
    return new RouteFinder(relays, sessions)
        .find(server, snapshot.get().listenAddresses(server.name()), client, datagram);
  }

  /** How many there are. */
  public int size() {
    return relays.size();
  }

  /** How late each was for its clock's tick. */
  public List<DurationCounts> delays() {
    return relays.stream().map(LoopRelay::delays).toList();
  }

  /** The loop that will own an upstream. */
  public UpstreamOwner owner(int loop) {
    return relays.get(loop).owner();
  }

  /**
   * Opens upstreams that there were before a restart, each on its own loop. Blocks until all are
   * open.
   *
   * @return those that could not be opened
   */
  public List<SessionUpstream> reopen(List<SessionUpstream> wanted) {
    List<CompletableFuture<List<SessionUpstream>>> parts = new ArrayList<>();
    for (LoopRelay relay : relays) {
      parts.add(
          relay.owner().reopen(wanted.stream().filter(up -> up.loop() == relay.index()).toList()));
    }
    List<SessionUpstream> failed = new ArrayList<>();
    parts.forEach(part -> failed.addAll(part.join()));
    return failed;
  }

  /** A listen address is no more: neither are the upstreams of those who came through it. */
  public void listenAddressGone(int listenAddress) {
    relays.forEach(relay -> relay.owner().listenAddressGone(listenAddress));
  }
}
