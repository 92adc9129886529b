package org.ikelb.core.persist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.event.Events;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.gateway.SourceAddresses;
import org.ikelb.core.plan.ServerPlan;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.time.Time;
import org.ikelb.spi.StateStoreEntry;

/**
 * What survives a restart: it is saved every few seconds, when somebody must be able to rely on it,
 * and at the end; and it comes back before the virtual servers open.
 *
 * <p>Brought back and closed once, by the control plane; all else is thread-safe.
 */
public final class Survival {
  private final SessionTable sessions;
  private final WantedStates wanted = new WantedStates();
  private final KeptEjections ejections;
  private final StateKeeper keeper;
  private final int everySeconds;
  private final Events events;
  private final Time time;
  private volatile LostSessions lost = LostSessions.NONE;
  private int secondsGone;

  /**
   * Saves nothing yet.
   *
   * @param gateways those that there are at any moment
   * @param scene what is served then
   */
  public Survival(
      SessionTable sessions,
      Supplier<List<LiveGateway>> gateways,
      Supplier<Scene> scene,
      StateStores stores,
      Events events,
      Time time) {
    this.sessions = sessions;
    this.ejections = new KeptEjections(gateways);
    this.keeper =
        new StateKeeper(
            stores, new StatePicture(sessions, scene, time), this::ofGateways, events, time);
    this.everySeconds = stores.saveEverySeconds();
    this.events = events;
    this.time = time;
  }

  /** What administrators want of gateways. */
  public WantedStates wanted() {
    return wanted;
  }

  /** The gateways that are ejected. */
  public KeptEjections ejections() {
    return ejections;
  }

  private List<StateStoreEntry> ofGateways() {
    return Stream.concat(wanted.entries().stream(), ejections.entries().stream()).toList();
  }

  /** Loads what was saved in an earlier life. {@link #wanted} is as it was then. */
  public SavedState load() {
    StateKeeper.Loaded loaded = keeper.load();
    wanted.restore(
        loaded.gateways().stream().filter(entry -> !KeptEjections.isOne(entry)).toList());
    ejections.restore(loaded.gateways().stream().filter(KeptEjections::isOne).toList());
    return loaded.state();
  }

  /**
   * Where sessions come back to.
   *
   * @param gateways those of the topology
   * @param servers the plans of its virtual servers, by their names
   * @param addresses what clients send to
   * @param bindingLimit how many bindings are remembered
   */
  public record Place(
      SourceAddresses sources,
      Function<GatewayId, Optional<LiveGateway>> gateways,
      Loops loops,
      Listener listener,
      Map<String, ServerPlan> servers,
      List<ListenAddress> addresses,
      int bindingLimit) {}

  /** Brings back the sessions that were saved. Blocks until their sockets are open. */
  public void bringBack(SavedState state, Place place) {
    lost = new StateRestorer(sessions, place, events, time).restore(state);
  }

  /** Saves all when it is time for that. Waits for nothing. */
  public void secondHasGone() {
    if (++secondsGone % everySeconds == 0) {
      keeper.saveSoon();
    }
  }

  /**
   * Saves all, and waits until it is safe, but not for ever.
   *
   * @return why it is not
   */
  public Optional<String> saveNow() {
    return keeper.saveNow();
  }

  /** Saves all for the last time. */
  public void close() {
    keeper.close();
  }

  /** What is odd now: a store that fails, sessions that did not come back. */
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(keeper.warnings());
    warnings.addAll(lost.warnings(time.now()));
    return warnings;
  }

  /** The stores that bundles offer. */
  public List<StateStores.Offer> offers() {
    return keeper.offers();
  }

  /** Whether it is this one that is used. */
  public boolean uses(StateStores.Offer offer) {
    return keeper.uses(offer);
  }

  /** Calls to the store in use that went wrong. */
  public long failures() {
    return keeper.failures();
  }
}
