package org.ikelb.config.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Control;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.topology.Gateway;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayChange;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.api.view.StatusView;
import org.ikelb.api.view.VirtualServerView;
import org.ikelb.api.view.Warning;

/** A core that runs what it is told: topologies, weights and states, nothing else. */
final class FakeCore implements Control, Views {
  final List<String> authors = new ArrayList<>();
  final Map<GatewayId, AdministrativeState> states = new HashMap<>();
  List<String> objections = List.of();
  int sessionsCut;
  private final Map<GatewayId, Integer> weights = new HashMap<>();
  private Topology topology = Topology.empty();

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public Preview preview(Topology next) {
    return next.equals(topology)
        ? new Preview(List.of(), 0)
        : new Preview(
            List.of(
                Change.of(
                    "limits",
                    List.of(
                        new Change.Value("sessions", "1", "2"),
                        new Change.Value("halfOpen", "3", "4")),
                    "")),
            sessionsCut);
  }

  @Override
  public List<Change> apply(Topology next, String author) throws Refused {
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    List<Change> changes = preview(next).changes();
    if (!changes.isEmpty()) {
      weights.clear();
    }
    topology = next;
    authors.add(author);
    return changes;
  }

  @Override
  public GatewayView setWeight(GatewayId id, int weight, String author) {
    weights.put(id, weight);
    return view(topology.pools().get(id.pool()).gateways().get(id.gateway()));
  }

  @Override
  public List<GatewayView> gateways() {
    return topology.pools().values().stream()
        .flatMap(pool -> pool.gateways().values().stream())
        .map(this::view)
        .toList();
  }

  private GatewayView view(Gateway gateway) {
    return new GatewayView(
        gateway.id(),
        List.of(),
        states.getOrDefault(gateway.id(), AdministrativeState.READY),
        Health.UP,
        Instant.EPOCH,
        true,
        "",
        Optional.empty(),
        weights.getOrDefault(gateway.id(), gateway.weight()),
        gateway.maxSessions(),
        0,
        0,
        0,
        0,
        new GatewayView.Logins(0, 0),
        Optional.empty(),
        List.of());
  }

  @Override
  public GatewayChange setState(GatewayId gateway, AdministrativeState state, String author) {
    throw new UnsupportedOperationException();
  }

  @Override
  public GatewayChange drain(GatewayId gateway, DrainOrder order, String author) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int close(SessionFilter filter, String author) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StatusView status() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Warning> warnings() {
    return List.of();
  }

  @Override
  public List<VirtualServerView> virtualServers() {
    return List.of();
  }

  @Override
  public List<PoolView> pools() {
    return List.of();
  }

  @Override
  public List<SessionView> sessions(SessionFilter filter) {
    return List.of();
  }

  @Override
  public Optional<SessionView> session(String id) {
    return Optional.empty();
  }

  @Override
  public List<PluginView> plugins() {
    return List.of();
  }
}
