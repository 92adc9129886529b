package org.ikelb.core.relay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.dataplane.Transport;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;

/**
 * The relays of all loops, as one.
 *
 * <p>Thread-safe.
 */
public final class Loops implements RelayContext.Neighbours {
  private final List<LoopRelay> relays = new CopyOnWriteArrayList<>();

  /** Opens the listener and starts a relay on each of its loops. */
  public Loops(
      Listener listener,
      Supplier<Snapshot> snapshot,
      SessionTable sessions,
      SourceAddresses sources,
      Time time) {
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

  @Override
  public void makeRoom(int askingLoop) {
    for (LoopRelay relay : relays) {
      if (relay.index() != askingLoop) {
        relay.letOldestGoLater();
      }
    }
  }

  /** A listen address is no more: neither are the upstreams of those who came through it. */
  public void listenAddressGone(int listenAddress) {
    relays.forEach(relay -> relay.listenAddressGone(listenAddress));
  }
}
