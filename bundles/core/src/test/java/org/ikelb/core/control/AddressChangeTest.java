package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway gets another address while it has a session: what is left has a name of its own. */
class AddressChangeTest {
  private static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");
  private static final GatewayId LEFT = new GatewayId("vpn", "vpn1@10.0.0.11");

  @TempDir private Path state;
  private final RecordedEvents events = new RecordedEvents();
  private FakeListener listener = new FakeListener();
  private ControlPlane plane;
  private Views views;

  @BeforeEach
  void start() throws Refused {
    start("10.0.0.11");
    dial("192.0.2.1", 0x11);
  }

  private void start(String address) throws Refused {
    listener = new FakeListener();
    InstalledPlugins plugins = new InstalledPlugins();
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plane = TestPlane.of(listener, plugins, events, Optional.of(state));
    views = TestPlane.views(plane, listener, plugins);
    move(address);
  }

  /** Gives vpn1 this address. */
  private List<Change> move(String address) throws Refused {
    return plane.apply(TestTopology.of(Map.of("vpn1", address)), "test");
  }

  private void dial(String client, long spi) {
    int ike =
        listener.addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    listener.dial(ike, client, spi);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  /** What the lists show: {@code vpn/vpn1 1}, which is its name and its sessions. */
  private List<String> shown() {
    return views.gateways().stream()
        .map(view -> view.id() + " " + view.halfOpenSessions())
        .toList();
  }

  private static SessionFilter on(String gateway) {
    return new SessionFilter(
        Optional.empty(),
        Optional.of("vpn"),
        Optional.of(gateway),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<String> gatewaysOfSessions(String filter) {
    return views.sessions(on(filter)).stream()
        .map(session -> session.gateway().toString())
        .sorted()
        .toList();
  }

  @Test
  void namesWhatIsLeftAfterItsAddress() throws Refused {
    List<Change> changes = move("10.0.0.99");

    assertTrue(
        changes.get(0).effect().endsWith("1 session stays until it ends, shown as " + LEFT),
        changes::toString);
    assertEquals(List.of("vpn/vpn1 0", "vpn/vpn1@10.0.0.11 1"), shown());
    dial("192.0.2.2", 0x12);
    assertEquals(List.of("vpn/vpn1 1", "vpn/vpn1@10.0.0.11 1"), shown());
    assertEquals(List.of("vpn/vpn1@10.0.0.11"), gatewaysOfSessions("vpn1@10.0.0.11"));
    assertEquals(List.of("vpn/vpn1", "vpn/vpn1@10.0.0.11"), gatewaysOfSessions("vpn1"));
  }

  @Test
  void closesBothByTheNameAndTheLeftByItsOwn() throws Refused {
    move("10.0.0.99");
    dial("192.0.2.2", 0x12);
    assertEquals(1, plane.close(on("vpn1@10.0.0.11"), "test"));
    assertEquals(List.of("vpn/vpn1"), gatewaysOfSessions("vpn1"));
    move("10.0.0.100");
    dial("192.0.2.3", 0x13);
    assertEquals(2, plane.close(on("vpn1"), "test"));
    assertEquals(0, plane.running().parts().sessions().size());
  }

  @Test
  void setsTheStateOfTheConfiguredOneOnly() throws Refused {
    move("10.0.0.99");
    GatewayView set = plane.setState(VPN1, AdministrativeState.MAINTENANCE, "test").gateway();
    assertEquals(List.of("10.0.0.99"), set.addresses());
    assertEquals(List.of("vpn/vpn1 0", "vpn/vpn1@10.0.0.11 1"), shown());
    assertEquals(5, plane.setWeight(VPN1, 5, "test").weight());
    Refused refused =
        assertThrows(
            Refused.class, () -> plane.setState(LEFT, AdministrativeState.MAINTENANCE, "test"));
    assertTrue(refused.reasons().get(0).contains("was removed"), refused::toString);
  }

  @Test
  void lettingTheLeftDrainToItsEndIsNotWantedOfTheConfiguredOne() throws Refused {
    DrainOrder order = new DrainOrder(Optional.of(Duration.ofMillis(100)), AfterDrain.MAINTENANCE);
    plane.drain(VPN1, order, "test");
    move("10.0.0.99");
    plane.setState(VPN1, AdministrativeState.READY, "test");

    Awaitility.await().until(() -> plane.running().parts().sessions().size() == 0);

    assertEquals(
        List.of(LEFT),
        events.of(GatewayEvent.SessionsReleased.class).stream()
            .map(GatewayEvent.SessionsReleased::gateway)
            .toList());
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.99", "vpn2", "10.0.0.12")), "test");
    assertEquals(
        AdministrativeState.READY,
        plane.running().parts().gateways().find(VPN1).orElseThrow().state().administrative());
  }

  @Test
  void givesTheNameBackWithTheAddress() throws Refused {
    move("10.0.0.99");
    dial("192.0.2.2", 0x12);
    move("10.0.0.11");
    assertEquals(List.of("vpn/vpn1 1", "vpn/vpn1@10.0.0.99 1"), shown());
  }

  @Test
  void leavesTheNameToARemovedGatewayUntilAnotherHasIt() throws Refused {
    plane.apply(TestTopology.of(Map.of("vpn2", "10.0.0.12")), "test");
    assertEquals(List.of("vpn/vpn2 0", "vpn/vpn1 1"), shown());
    move("10.0.0.99");
    assertEquals(List.of("vpn/vpn1 0", "vpn/vpn1@10.0.0.11 1"), shown());
    dial("192.0.2.2", 0x12);
    plane.apply(TestTopology.of(Map.of("vpn2", "10.0.0.12")), "test");
    assertEquals(List.of("vpn/vpn2 0", "vpn/vpn1@10.0.0.11 1", "vpn/vpn1 1"), shown());
  }

  @Test
  void bringsWhatIsLeftBackAfterARestartAtTheOldAddress() throws Refused {
    move("10.0.0.99");
    dial("192.0.2.2", 0x12);
    plane.close();
    start("10.0.0.11");
    assertEquals(
        List.of("vpn/vpn1"),
        plane.running().parts().sessions().all().stream()
            .map(Session::gateway)
            .map(gateway -> gateway.name().toString())
            .toList());
  }
}
