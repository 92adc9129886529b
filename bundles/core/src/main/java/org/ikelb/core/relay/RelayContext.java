package org.ikelb.core.relay;

import java.util.function.Supplier;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.time.Time;

/**
 * What all relays share.
 *
 * @param snapshot the one in force
 * @param maxUpstreams how many upstream sockets there can be
 * @param neighbours asks other loops to make room
 */
public record RelayContext(
    Supplier<Snapshot> snapshot,
    SessionTable sessions,
    SourceAddresses sources,
    Time time,
    int maxUpstreams,
    Neighbours neighbours) {

  /** The other loops. Thread-safe. */
  public interface Neighbours {
    /** A loop that has nothing to give way asks the others to let their oldest half-open go. */
    void makeRoom(int askingLoop);
  }
}
