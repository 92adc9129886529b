package org.ikelb.core.relay;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.route.TestMark;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.UpstreamOwner;
import org.ikelb.core.time.Time;

/**
 * What all relays share.
 *
 * @param snapshot the one in force
 * @param maxUpstreams how many upstream sockets there can be
 * @param offerLimit how many strangers are offered
 * @param testMark who answers the requests of a test
 * @param neighbours the other loops
 */
public record RelayContext(
    Supplier<Snapshot> snapshot,
    SessionTable sessions,
    SourceAddresses sources,
    Time time,
    int maxUpstreams,
    OfferLimit offerLimit,
    TestMark testMark,
    Neighbours neighbours) {

  /** The same, with nothing offered yet. */
  public RelayContext(
      Supplier<Snapshot> snapshot,
      SessionTable sessions,
      SourceAddresses sources,
      Time time,
      int maxUpstreams,
      TestMark testMark,
      Neighbours neighbours) {
    this(
        snapshot,
        sessions,
        sources,
        time,
        maxUpstreams,
        new OfferLimit(time.nanos()),
        testMark,
        neighbours);
  }

  /** What a session to a gateway keeps for life: one of the pool's source addresses, and its. */
  GatewayPath path(ServerPlan server, LiveGateway gateway, InetAddress client) {
    return sources.choose(server.pool().settings().sourceAddresses(), gateway.settings(), client);
  }

  /** The other loops. Thread-safe. */
  public interface Neighbours {
    /** The client's datagrams come to that loop: it takes the flow, and fetches the upstream. */
    void adopt(int loop, SessionUpstream upstream, ClientSide side);

    /** The client's datagrams come to that loop no more. */
    void forgetFlow(int loop, ClientSide side, SessionUpstream upstream);

    /**
     * That loop, on which this is called, lets go of an upstream.
     *
     * @return false if it is not there any more
     */
    boolean letGo(int loop, SessionUpstream upstream, UpstreamOwner newOwner);
  }
}
