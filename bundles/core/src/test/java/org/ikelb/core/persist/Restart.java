package org.ikelb.core.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.state.SavedSession;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.state.StateCodec;
import org.ikelb.core.time.Time;
import org.ikelb.spi.StateStoreEntry;

/** Brings sessions over a restart, as the control plane does, for tests that have none. */
public final class Restart {
  private Restart() {}

  /** What is saved of the sessions. */
  public static List<StateStoreEntry> saved(
      SessionTable sessions, List<ListenAddress> addresses, Time time) {
    return StatePicture.sessions(sessions, addresses, time);
  }

  /** Begins with what was saved. */
  public static void restore(
      List<StateStoreEntry> saved,
      SessionTable sessions,
      SourceAddresses sources,
      List<LiveGateway> gateways,
      Loops loops,
      Listener listener,
      Events events,
      Time time,
      Map<String, ServerPlan> servers,
      List<ListenAddress> addresses) {
    List<SavedSession> decoded = new ArrayList<>();
    for (StateStoreEntry entry : saved) {
      try {
        decoded.add(StateCodec.session(entry));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Survival.Place place =
        new Survival.Place(
            sources,
            id -> gateways.stream().filter(gateway -> gateway.id().equals(id)).findFirst(),
            loops,
            listener,
            servers,
            addresses,
            1_000);
    new StateRestorer(sessions, place, events, time).restore(new SavedState(decoded, List.of()));
  }
}
