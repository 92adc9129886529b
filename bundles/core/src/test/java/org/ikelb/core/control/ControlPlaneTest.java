package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Preview;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.Traffic;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.event.TopologyEvent;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final BySpi bySpi = new BySpi();
  private final RecordedEvents events = new RecordedEvents();
  private final ControlPlane plane = TestPlane.of(listener, plugins, events, Optional.empty());

  /** Each session by itself. */
  static final class BySpi implements PersistencyStrategyFactory<NoSettings> {
    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public PersistencyStrategy create(NoSettings settings) {
      return opening -> Key.alone(ByteBuffer.allocate(8).putLong(opening.initiatorSpi()).array());
    }
  }

  @BeforeEach
  void installPlugins() {
    TestPlane.install(plugins, bySpi);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  private GatewayView gateway(String name) {
    return TestPlane.views(plane, listener, plugins).gateways().stream()
        .filter(gateway -> gateway.id().gateway().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int idOf(List<ListenAddress> addresses, String virtualServer) {
    return addresses.stream()
        .filter(address -> address.virtualServer().equals(virtualServer))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void keepsSocketsAndSessionsOfWhatDidNotChange() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    List<ListenAddress> before = listener.addresses;
    listener.dial(idOf(before, "ike"), "192.0.2.1", 0x11);

    Topology more = TestTopology.of(Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12"));
    List<Change> changes = plane.apply(more, "test");

    assertEquals(before, listener.addresses);
    assertEquals(1, plane.running().parts().sessions().size());
    assertEquals(List.of("gateway vpn/vpn2"), changes.stream().map(Change::subject).toList());
  }

  @Test
  void saysBeforehandHowManySessionsAnApplyCuts() throws Refused {
    Topology both = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
    plane.apply(both, "test");
    int ike = idOf(listener.addresses, "ike");
    listener.dial(ike, "192.0.2.1", 0x11);
    listener.dial(ike, "192.0.2.2", 0x12);

    assertEquals(0, plane.preview(TestTopology.of(Map.of("vpn2", "10.0.0.12"))).sessionsCut());
    Preview preview = plane.preview(TestTopology.without("ike", both));
    assertEquals(2, preview.sessionsCut());
    assertTrue(
        preview.changes().stream()
            .anyMatch(change -> change.effect().contains("2 upstreams through them end")),
        preview::toString);
    assertEquals(0, plane.preview(TestTopology.without("nat-t", both)).sessionsCut());
    assertEquals(2, plane.preview(Topology.empty()).sessionsCut());
  }

  @Test
  void warnsOfWhatTheKernelLostAndCountsItApart() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    assertEquals(List.of(), overflowWarnings());

    listener.overflow(idOf(listener.addresses, "ike"), 3);

    assertEquals(List.of("ike"), overflowWarnings());
    Traffic clients = plane.running().servers().get("ike").counters().get(0).client().read();
    assertEquals(3, clients.overflowed());
    assertEquals(0, clients.received());
  }

  private List<String> overflowWarnings() {
    return TestPlane.views(plane, listener, plugins).warnings().stream()
        .filter(warning -> warning.code().equals("socket-overflow"))
        .map(Warning::subject)
        .toList();
  }

  @Test
  void changesNothingWhenTheListenerRefuses() throws Refused {
    Topology running = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
    plane.apply(running, "test");
    listener.refusal = Optional.of("192.0.2.77:500 is in use by process 42 (charon)");

    Refused refused =
        assertThrows(
            Refused.class, () -> plane.apply(TestTopology.of(Map.of("vpn9", "10.0.0.99")), "test"));

    assertEquals(List.of("192.0.2.77:500 is in use by process 42 (charon)"), refused.reasons());
    assertEquals(running, plane.topology());
    assertEquals("vpn1", gateway("vpn1").id().gateway());
    assertEquals(1, plane.running().parts().gateways().all().size());
  }

  @Test
  void countsNoRevisionForTheSameTopology() throws Refused {
    Topology running = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
    plane.apply(running, "test");
    assertEquals(List.of(), plane.apply(running, "test"));
    assertEquals(1, plane.running().snapshot().revision());
    assertEquals(
        List.of(1L),
        events.of(TopologyEvent.Applied.class).stream()
            .map(TopologyEvent.Applied::revision)
            .toList());
  }

  @Test
  void letsARemovedGatewayDrain() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.1", 0x11);

    List<Change> changes = plane.apply(TestTopology.of(Map.of("vpn2", "10.0.0.12")), "test");

    assertTrue(
        changes.stream().anyMatch(change -> change.effect().contains("its 1 session stays")),
        changes::toString);
    assertEquals("removed", gateway("vpn1").reason());
    assertEquals(1, gateway("vpn1").halfOpenSessions());
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.2", 0x12);
    assertEquals(1, gateway("vpn2").halfOpenSessions());
  }

  @Test
  void treatsAReAddressedGatewayAsRemovedAndAdded() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.1", 0x11);
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.99")), "test");

    List<GatewayView> views = TestPlane.views(plane, listener, plugins).gateways();
    assertEquals(2, views.size());
    assertEquals(List.of("10.0.0.99"), views.get(0).addresses());
    assertEquals(0, views.get(0).halfOpenSessions());
    assertEquals("removed", views.get(1).reason());
    assertEquals(1, views.get(1).halfOpenSessions());
  }

  @Test
  void keepsTheAdministrativeStateOverAnApply() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    plane.setState(new GatewayId("vpn", "vpn1"), AdministrativeState.DRAIN, "test");
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12")), "test");
    assertEquals(AdministrativeState.DRAIN, gateway("vpn1").administrative());
  }

  @Test
  void endsSessionsOfAGatewayThatGoesIntoMaintenance() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.1", 0x11);
    GatewayView after =
        plane
            .setState(new GatewayId("vpn", "vpn1"), AdministrativeState.MAINTENANCE, "test")
            .gateway();
    assertEquals(0, after.halfOpenSessions());
    listener.settle();
    assertEquals(0, listener.openSockets());
    assertEquals(
        List.of(EndReason.MAINTENANCE),
        events.of(SessionEvent.Ended.class).stream().map(SessionEvent.Ended::reason).toList());
    assertEquals(
        List.of(
            new GatewayEvent.StateChanged(
                new GatewayId("vpn", "vpn1"),
                AdministrativeState.READY,
                AdministrativeState.MAINTENANCE,
                1,
                "test")),
        events.of(GatewayEvent.StateChanged.class));
  }

  @Test
  void refusesAGatewayThatIsNotThere() {
    Refused refused =
        assertThrows(
            Refused.class,
            () -> plane.setState(new GatewayId("vpn", "vpn7"), AdministrativeState.DRAIN, "test"));
    assertTrue(refused.reasons().get(0).contains("vpn/vpn7"));
  }

  @Test
  void closesSessionsThatTheFilterLetsPass() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.1", 0x11);
    listener.dial(idOf(listener.addresses, "ike"), "192.0.2.2", 0x12);
    String id = plane.running().parts().sessions().all().iterator().next().id();
    SessionFilter one =
        new SessionFilter(
            Optional.of(id),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertEquals(1, plane.close(one, "test"));
    assertEquals(1, plane.running().parts().sessions().size());
    assertEquals(1, plane.close(SessionFilter.ALL, "test"));
    assertEquals(0, plane.running().parts().sessions().size());
  }

  @Test
  void opensSessionsBeforeAPluginIsThere() throws Refused {
    plugins.remove(bySpi);
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    int ike = idOf(listener.addresses, "ike");
    listener.dial(ike, "192.0.2.1", 0x11);
    assertEquals(1, plane.running().parts().sessions().size());
    assertFalse(TestPlane.views(plane, listener, plugins).warnings().isEmpty());

    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        bySpi,
        Map.of("ikelb.name", "by-spi", "service.id", 1L));
    listener.awaitStrategy(plane, true);
    assertTrue(
        TestPlane.views(plane, listener, plugins).warnings().stream()
            .noneMatch(warning -> warning.code().equals("plugin-missing")));
    listener.dial(ike, "192.0.2.2", 0x12);
    assertEquals(2, plane.running().parts().sessions().size());
  }

  @Test
  void servesOldAndNewSessionsWhenAPluginGoesAway() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    int ike = idOf(listener.addresses, "ike");
    listener.dial(ike, "192.0.2.1", 0x11);
    plugins.remove(bySpi);
    listener.awaitStrategy(plane, false);
    listener.dial(ike, "192.0.2.1", 0x11);
    listener.dial(ike, "192.0.2.2", 0x12);
    assertEquals(2, plane.running().parts().sessions().size());
    assertEquals(3, listener.forwardedToGateways());
  }
}
