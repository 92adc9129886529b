package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.LiveGateway;

/** Monitors and administrators change what is thought of a gateway. */
final class ModelGateways {
  private final ModelScene scene;
  private final ModelWire wire;

  ModelGateways(ModelScene scene) {
    this.scene = scene;
    this.wire = scene.wire;
  }

  List<ModelEvent> events() {
    return List.of(
        ModelEvent.always(3, "a gateway changes", client -> changeAny()),
        ModelEvent.always(1, "maintenance", client -> maintain()));
  }

  LiveGateway any() {
    return wire.balancer.gateways.get(scene.random.nextInt(2));
  }

  LiveGateway other(LiveGateway gateway) {
    List<LiveGateway> both = wire.balancer.gateways;
    return both.get(0) == gateway ? both.get(1) : both.get(0);
  }

  /** Sessions stay. */
  private void changeAny() {
    Health health = scene.random.nextBoolean() ? Health.UP : Health.DOWN;
    AdministrativeState wanted =
        scene.random.nextBoolean() ? AdministrativeState.READY : AdministrativeState.DRAIN;
    change(any(), health, wanted);
  }

  void change(LiveGateway gateway, Health health, AdministrativeState wanted) {
    long now = scene.now();
    boolean wasDown = gateway.state().health() == Health.DOWN;
    gateway.update(
        state ->
            state
                .with(health, false, wire.balancer.time.now(), now)
                .with(wanted, Optional.empty(), now));
    if (wasDown || health == Health.DOWN) {
      scene.clientsOf(gateway).forEach(client -> client.gatewayWasDown = true);
    }
  }

  /** A gateway releases what it has, and comes back; until then it is offered nobody. */
  private void maintain() {
    LiveGateway gateway = any();
    change(gateway, Health.UP, AdministrativeState.MAINTENANCE);
    List<ModelClient> released = scene.clientsOf(gateway).toList();
    wire.balancer.sessions.all().stream()
        .filter(session -> session.gateway() == gateway)
        .forEach(session -> session.end(EndReason.MAINTENANCE, scene.now()));
    wire.balancer.settle();
    released.forEach(ModelClient::isForgotten);
    if (!released.isEmpty()) {
      ModelClient client = released.get(scene.random.nextInt(released.size()));
      wire.send(client.endpoint(), client.asks(Packets.INFORMATIONAL, client.nextId));
      assertTrue(wire.reached(client).isEmpty(), () -> "maintenance: " + scene.story.of(client));
    }
    change(gateway, Health.UP, AdministrativeState.READY);
  }
}
