package org.ikelb.core.relay;

import java.util.HashMap;
import java.util.Map;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.plan.Snapshot;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.SideCounters;

/**
 * The snapshot that a loop works by, and who counts what came to addresses that are no more: what
 * was received then, and waited, ends as dropped.
 *
 * <p>Used on its loop.
 */
final class LoopSnapshot {
  private final int loop;
  private Snapshot latest;

  /** By the addresses' numbers, which are never given again. */
  private final Map<Integer, SideCounters> gone = new HashMap<>();

  LoopSnapshot(int loop, Snapshot first) {
    this.loop = loop;
    this.latest = first;
  }

  Snapshot latest() {
    return latest;
  }

  /** Works by this one from now on. */
  void take(Snapshot next) {
    if (next != latest) {
      for (int id : latest.listenAddresses()) {
        ServerPlan server = latest.server(id);
        if (server != null && next.server(id) == null) {
          gone.put(id, client(server));
        }
      }
      latest = next;
    }
  }

  /** A client's datagram that was counted as received does not go on. */
  void dropped(int listenAddress, DropReason reason) {
    ServerPlan server = latest.server(listenAddress);
    SideCounters counters = server == null ? gone.get(listenAddress) : client(server);
    if (counters != null) {
      counters.dropped(reason);
    }
  }

  private SideCounters client(ServerPlan server) {
    return server.counters().get(loop).client();
  }
}
