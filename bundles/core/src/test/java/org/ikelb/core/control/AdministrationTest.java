package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.ikelb.api.DrainOrder;
import org.ikelb.api.Refused;
import org.ikelb.api.Tracer;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AfterDrain;
import org.ikelb.api.view.GatewayView;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.gateway.Ejection;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministrationTest {
  private static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");

  @TempDir private Path state;
  private final RecordedEvents events = new RecordedEvents();
  private FakeListener listener = new FakeListener();
  private ControlPlane plane;

  @BeforeEach
  void start() throws Refused {
    start(TestTopology.of(Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12")));
  }

  private void start(Topology topology) throws Refused {
    listener = new FakeListener();
    InstalledPlugins plugins = new InstalledPlugins();
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plane = TestPlane.of(listener, plugins, events, Optional.of(state));
    plane.apply(topology, "test");
  }

  @AfterEach
  void close() {
    plane.close();
  }

  private LiveGateway gateway(GatewayId id) {
    return plane.running().parts().gateways().find(id).orElseThrow();
  }

  private int ike() {
    return listener.addresses.stream()
        .filter(address -> address.virtualServer().equals("ike"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void keepsWhatTheAdministratorWantsOverARestart() throws Refused, IOException {
    GatewayView before =
        plane
            .drain(VPN1, new DrainOrder(Optional.of(Duration.ofHours(4)), AfterDrain.KEEP), "test")
            .gateway();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("gateways"))));
    plane.close();
    start();
    assertEquals(AdministrativeState.DRAIN, gateway(VPN1).state().administrative());
    assertEquals(before.drain(), gateway(VPN1).state().drain());
    assertEquals("drain", gateway(VPN1).whyNot());
  }

  @Test
  void keepsAnEjectionOverARestart() throws Refused {
    Ejection ejection = gateway(VPN1).ejections().begin("it refused clients", Instant.now());
    plane.close();
    start();
    assertEquals(Optional.of(ejection), gateway(VPN1).ejections().now());
    assertEquals("ejected", gateway(VPN1).whyNot());
  }

  @Test
  void liftsAnEjectionWithReady() throws Refused {
    gateway(VPN1).ejections().begin("it refused clients", Instant.now());
    GatewayView view = plane.setState(VPN1, AdministrativeState.READY, "test").gateway();
    assertTrue(view.takesSessions());
    assertEquals(Optional.empty(), view.ejection());
    assertEquals("test", events.of(GatewayEvent.Readmitted.class).get(0).author());
  }

  @Test
  void endsAnEjectionInTime() {
    gateway(VPN1).ejections().begin("it refused clients", Instant.now().minusSeconds(30));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !events.of(GatewayEvent.Readmitted.class).isEmpty());
    assertTrue(gateway(VPN1).takesSessions());
  }

  @Test
  void bringsSessionsBackAfterARestartWithTheirUpstreamPorts() throws Refused {
    listener.dial(ike(), "192.0.2.1", 0x11);
    listener.dial(ike(), "192.0.2.2", 0x12);
    Map<String, String> before = sessions();
    plane.close();
    start();
    listener.settle();
    assertEquals(before, sessions());
    assertEquals(2, listener.openSockets());
    assertEquals(2, plane.running().parts().sessions().unsettledCount());
    listener.dial(ike(), "192.0.2.1", 0x11);
    assertEquals(
        2, plane.running().parts().sessions().size(), "a retransmission finds its session");
    listener.dial(ike(), "192.0.2.3", 0x13);
    assertEquals(3, sessions().size(), "a new session has a number and a port of its own");
  }

  @Test
  void losesTheSessionsOfAGatewayThatIsNoMore() throws Refused {
    listener.dial(ike(), "192.0.2.1", 0x11);
    listener.dial(ike(), "192.0.2.2", 0x12);
    plane.close();
    start(TestTopology.of(Map.of("vpn2", "10.0.0.12")));
    assertEquals(1, plane.running().parts().sessions().size());
    assertEquals(1, gateway(new GatewayId("vpn", "vpn2")).sessions());
  }

  /** Gateway and upstream of each session, by its number. */
  private Map<String, String> sessions() {
    Map<String, String> sessions = new TreeMap<>();
    for (Session session : plane.running().parts().sessions().all()) {
      sessions.put(session.id(), session.gateway().id() + " " + session.upstreams().get(0).local());
    }
    return sessions;
  }

  @Test
  void forgetsTheStateOfAGatewayThatIsReadyAgain() throws Refused {
    plane.setState(VPN1, AdministrativeState.MAINTENANCE, "test");
    plane.setState(VPN1, AdministrativeState.READY, "test");
    plane.close();
    start();
    assertEquals(AdministrativeState.READY, gateway(VPN1).state().administrative());
  }

  @Test
  void setsABrokenStateFileAsideAndStartsWithoutIt() throws Refused, IOException {
    plane.close();
    Path file = state.resolve("gateways");
    Files.writeString(file, "vpn/vpn1=drain tomorrow - keep");
    start();
    assertEquals(AdministrativeState.READY, gateway(VPN1).state().administrative());
    assertEquals(
        "vpn/vpn1=drain tomorrow - keep", Files.readString(state.resolve("gateways.unreadable")));
  }

  @Test
  void putsAGatewayIntoMaintenanceWhenItsDrainTookTooLong() throws Refused {
    listener.dial(ike(), "192.0.2.1", 0x11);
    listener.dial(ike(), "192.0.2.2", 0x12);
    assertEquals(1, gateway(VPN1).sessions());
    plane.drain(VPN1, new DrainOrder(Optional.of(Duration.ZERO), AfterDrain.MAINTENANCE), "test");
    Awaitility.await()
        .until(
            () ->
                gateway(VPN1).state().administrative() == AdministrativeState.MAINTENANCE
                    && gateway(VPN1).sessions() == 0);
  }

  @Test
  void givesAWeightUntilTheNextTopology() throws Refused {
    assertEquals(5, plane.setWeight(VPN1, 5, "test").weight());
    for (int i = 0; i < 12; i++) {
      listener.dial(ike(), "192.0.2." + (i + 1), 0x11 + i);
    }
    assertEquals(10, gateway(VPN1).sessions());
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    assertEquals(1, gateway(VPN1).weight());
  }

  @Test
  void refusesAWeightOutOfRange() {
    Refused refused = assertThrows(Refused.class, () -> plane.setWeight(VPN1, 1_001, "test"));
    assertTrue(refused.getMessage().contains("0..1000"));
  }

  @Test
  void tracesWithoutChangingAnything() throws Refused {
    listener.runsAtOnce = true;
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(0x77).putLong(0).putInt(0x21202208).putInt(0).putInt(28).rewind();
    for (int i = 0; i < 3; i++) {
      Tracer.Trace trace =
          new LiveTracer(plane).trace(FakeListener.endpoint("192.0.2.1"), "ike", request);
      assertEquals("forwarded", trace.outcome());
      assertEquals("vpn/vpn1", trace.gateway());
    }
    assertEquals(0, plane.running().parts().sessions().size());
    listener.dial(ike(), "192.0.2.9", 0x99);
    assertEquals(1, gateway(VPN1).sessions(), "the turns were not disturbed");
  }

  @Test
  void tracesWhyADatagramWouldBeDropped() throws Refused {
    listener.runsAtOnce = true;
    Tracer.Trace trace =
        new LiveTracer(plane)
            .trace(
                FakeListener.endpoint("192.0.2.1"), "nat-t", ByteBuffer.allocate(12).putInt(0, 7));
    assertEquals("stranger-esp", trace.outcome());
    assertTrue(trace.steps().contains("kind: esp"), trace.steps()::toString);
    assertThrows(
        Refused.class,
        () ->
            new LiveTracer(plane)
                .trace(FakeListener.endpoint("192.0.2.1"), "nat", ByteBuffer.allocate(12)));
  }
}
