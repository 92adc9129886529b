package org.ikelb.core.relay;

import java.util.List;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.route.Flow;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.TimeoutNanos;
import org.ikelb.core.session.UpstreamOwner;
import org.ikelb.core.time.TimerWheel;

/**
 * A loop as the owner of its upstreams: what timers, other loops and control threads want of them.
 *
 * <p>Used on its loop, but for what says otherwise.
 */
final class LoopOwner implements UpstreamOwner {
  private final RelayContext context;
  private final Transport transport;
  private final TimerWheel timers;
  private final Upstreams upstreams;
  private final SessionOpener opener;
  private final Rehoming rehoming;

  LoopOwner(RelayContext context, Transport transport, TimerWheel timers) {
    this.context = context;
    this.transport = transport;
    this.timers = timers;
    this.upstreams = new Upstreams(context, transport, this, timers);
    this.opener = new SessionOpener(context, upstreams);
    this.rehoming = new Rehoming(transport, upstreams, this, context);
  }

  Upstreams upstreams() {
    return upstreams;
  }

  SessionOpener opener() {
    return opener;
  }

  Rehoming rehoming() {
    return rehoming;
  }

  @Override
  public int index() {
    return transport.index();
  }

  @Override
  public TimeoutNanos timeouts() {
    return context.snapshot().get().timeouts();
  }

  @Override
  public void goesOn(SessionUpstream upstream, long now) {
    timers.add(upstream, now);
  }

  @Override
  public void expired(SessionUpstream upstream, long now) {
    Session session = upstream.session();
    boolean loginBegun = session.progress().login().hasBegun();
    upstreams.close(
        upstream,
        EndReason.ofSilence(session.state(), session.progress().isWithoutPair(), loginBegun),
        now);
  }

  @Override
  public void closeLater(SessionUpstream upstream, EndReason reason) {
    transport.execute(() -> close(upstream, reason));
  }

  private void close(SessionUpstream upstream, EndReason reason) {
    if (upstream.loop() == index()) {
      upstreams.close(upstream, reason, context.time().nanos());
    } else if (!rehoming.closeOnArrival(upstream, reason)) {
      upstream.closeOnItsLoop(reason);
    }
  }

  /** The client's datagrams come to this loop from now on. From any thread. */
  void adoptLater(SessionUpstream upstream, ClientSide side) {
    transport.execute(() -> rehoming.adopt(upstream, side));
  }

  /** The client's datagrams come to this loop no more. From any thread. */
  void forgetFlowLater(ClientSide side, SessionUpstream upstream) {
    transport.execute(() -> upstreams.flows().remove(side, upstream));
  }

  /** Lets go of an upstream that another loop wants; false if it is not here any more. */
  boolean letGo(SessionUpstream upstream, UpstreamOwner newOwner) {
    if (upstream.loop() != index()
        || upstream.socket() == null
        || upstream.flowLoop() != newOwner.index()) { // its client has moved on meanwhile
      return false;
    }
    upstreams.leave(upstream);
    upstream.leaveFor(newOwner);
    return true;
  }

  /** Begins to open upstreams that there were before a restart. From any thread. */
  Reopening reopen(List<SessionUpstream> wanted) {
    return new Reopening(
            transport::execute,
            wanted,
            upstream -> upstreams.reopen(upstream, context.time().nanos()),
            this::takeBack)
        .start();
  }

  private void takeBack(SessionUpstream upstream) {
    if (upstream.socket() == null) {
      upstream.port().source().release();
    } else {
      upstreams.close(upstream, EndReason.NOT_RESTORED, context.time().nanos());
    }
  }

  /**
   * A listen address is no more: neither are the upstreams of those who came through it. From any
   * thread.
   */
  void listenAddressGone(int listenAddress) {
    transport.execute(
        () -> {
          for (Flow flow : upstreams.flows().on(listenAddress)) {
            flow.upstreams().forEach(up -> close(up, EndReason.VIRTUAL_SERVER_GONE));
          }
        });
  }
}
