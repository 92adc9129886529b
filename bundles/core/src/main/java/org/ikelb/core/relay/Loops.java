package org.ikelb.core.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.ikelb.core.route.TestMark;
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
  private static final Duration REOPEN_PATIENCE = Duration.ofSeconds(10);

  private final List<LoopRelay> relays = new CopyOnWriteArrayList<>();
  private final Supplier<Snapshot> snapshot;
  private final TestMark testMark = new TestMark();

  /** Opens the listener and starts a relay on each of its loops. */
  public Loops(
      Listener listener,
      Supplier<Snapshot> snapshot,
      SessionTable sessions,
      SourceAddresses sources,
      Time time) {
    this.snapshot = snapshot;
    RelayContext context =
        new RelayContext(
            snapshot, sessions, sources, time, listener.maxUpstreams(), testMark, this);
    listener.open(transport -> relay(context, transport));
    relays.forEach(LoopRelay::start);
  }

  private LoopRelay relay(RelayContext context, Transport transport) {
    LoopRelay relay = new LoopRelay(context, transport);
    relays.add(relay);
    return relay;
  }

  /**
   * Runs this, on the last of them, once every loop has moved past what it is doing now: never, if
   * one hangs.
   */
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
   * Where a client's datagram would go, as the loops see it now. Blocks until they have looked; one
   * that does not answer within two seconds is named in the answer.
   *
   * @param server where it comes to; it need not be listened on
   * @throws TimeoutException if a loop does not answer that decides
   */
  public Lookup lookUp(ServerPlan server, InetSocketAddress client, ByteBuffer datagram)
      throws TimeoutException {
    return new RouteFinder(relays)
        .find(server, snapshot.get().listenAddresses(server.name()), client, datagram);
  }

  /** Who answers the requests of a test. */
  public TestMark testMark() {
    return testMark;
  }

  List<LoopRelay> relays() {
    return List.copyOf(relays);
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
   * What of some upstreams could not be opened.
   *
   * @param failed those that are not open and never will be: their ports are free
   * @param hanging those that a loop is in the middle of: it frees their ports when it comes back
   */
  public record NotReopened(List<SessionUpstream> failed, List<SessionUpstream> hanging) {}

  /**
   * Opens upstreams that there were before a restart, each on its own loop. Blocks until all are
   * open, as long as the loops get on; one that does not for ten seconds hangs, and opens no more.
   */
  public NotReopened reopen(List<SessionUpstream> wanted) {
    List<Reopening> parts = new ArrayList<>();
    for (LoopRelay relay : relays) {
      List<SessionUpstream> own = wanted.stream().filter(up -> up.loop() == relay.index()).toList();
      parts.add(relay.owner().reopen(own));
    }
    NotReopened all = new NotReopened(new ArrayList<>(), new ArrayList<>());
    for (Reopening part : parts) {
      NotReopened its = part.await(REOPEN_PATIENCE);
      all.failed.addAll(its.failed);
      all.hanging.addAll(its.hanging);
    }
    return all;
  }

  /** A listen address is no more: neither are the upstreams of those who came through it. */
  public void listenAddressGone(int listenAddress) {
    relays.forEach(relay -> relay.owner().listenAddressGone(listenAddress));
  }
}
