package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.event.StateEvent;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.session.Session;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of sessions with stores of all manners. */
@Tag("slow")
class StateStoreTest {
  private static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");
  private static final Map<String, Object> RANKED =
      Map.of("ikelb.name", "memory", "service.ranking", 10, "service.id", 7L);

  @TempDir private Path files;
  private final MemoryStore store = new MemoryStore();
  private final RecordedEvents events = new RecordedEvents();
  private StateStores stores = new StateStores(Optional.empty(), 1);
  private FakeListener listener = new FakeListener();
  private InstalledPlugins plugins = new InstalledPlugins();
  private ControlPlane plane;

  @BeforeEach
  void start() throws Refused {
    start(true);
  }

  private void start(boolean plugged) throws Refused {
    start(plugged, TestTopology.of(Map.of("vpn1", "10.0.0.11")));
  }

  private void start(boolean plugged, Topology topology) throws Refused {
    stores = new StateStores(Optional.of(files), 1);
    if (plugged) {
      stores.addStore(store, RANKED);
    }
    listener = new FakeListener();
    plugins = new InstalledPlugins();
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plane = TestPlane.of(listener, plugins, events, stores);
    plane.apply(topology, "test");
  }

  @AfterEach
  void close() {
    store.hanging = false;
    plane.close();
  }

  private void dial(int host) {
    int ike =
        listener.addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    listener.dial(ike, "192.0.2." + host, host);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  private List<String> warnings() {
    return TestPlane.views(plane, listener, plugins).warnings().stream()
        .map(Warning::code)
        .toList();
  }

  @Test
  void bringsBackSessionsAndAdministrativeStatesFromTheStoreWithTheHighestRanking() throws Refused {
    dial(1);
    dial(2);
    plane.setState(VPN1, AdministrativeState.DRAIN, "test");
    assertEquals(1, store.size(StateStoreKind.GATEWAYS), "before the command has answered");
    plane.close();
    assertEquals(2, store.size(StateStoreKind.SESSIONS));
    assertTrue(Files.notExists(files.resolve("sessions")), "the files are not used");
    start();
    assertEquals(2, plane.running().parts().sessions().size());
    assertEquals(
        AdministrativeState.DRAIN,
        plane.running().parts().gateways().find(VPN1).orElseThrow().state().administrative());
  }

  @Test
  void saysWhoseGatewayTheTopologyDoesNotHaveAnyMore() throws Refused {
    dial(1);
    plane.close();
    start(true, TestTopology.of(Map.of("vpn2", "10.0.0.12")));
    assertEquals(0, plane.running().parts().sessions().size());
    assertEquals(0, listener.openSockets());
    assertEquals(
        List.of("gateway-gone"),
        events.of(SessionEvent.Lost.class).stream().map(SessionEvent.Lost::reason).toList());
    assertTrue(warnings().contains("sessions-lost"), () -> warnings().toString());
  }

  @Test
  void endsASessionWhoseTunnelWentThroughAVirtualServerThatIsGone() throws Refused {
    dial(1);
    Session session = plane.running().parts().sessions().all().iterator().next();
    session.progress().establish(System.nanoTime());
    plane.close();
    Topology whole = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
    start(true, TestTopology.without("ike", whole));
    assertEquals(0, plane.running().parts().sessions().size());
    assertEquals(0, listener.openSockets());
    assertEquals(
        List.of("virtual-server-gone"),
        events.of(SessionEvent.Lost.class).stream().map(SessionEvent.Lost::reason).toList());
  }

  @Test
  void givesEverythingToAStoreThatComesWhileItRuns() throws Refused {
    plane.close();
    start(false);
    dial(1);
    await(() -> Files.exists(files.resolve("sessions")));
    stores.addStore(store, RANKED);
    await(() -> store.size(StateStoreKind.SESSIONS) == 1);
    dial(2);
    await(() -> store.size(StateStoreKind.SESSIONS) == 2);
    List<String> used =
        events.of(StateEvent.StoreUsed.class).stream().map(StateEvent.StoreUsed::store).toList();
    assertEquals(List.of("memory", "file", "memory"), used);
    plane.close();
    start();
    assertEquals(2, plane.running().parts().sessions().size());
  }

  @Test
  void goesOnWithItsFilesWhenAStoreLeaves() throws Refused {
    dial(1);
    await(() -> store.size(StateStoreKind.SESSIONS) == 1);
    stores.removeStore(store);
    await(() -> Files.exists(files.resolve("sessions")));
  }

  @Test
  void tellsAStoreNothingAsLongAsNothingChanges() {
    dial(1);
    await(() -> store.size(StateStoreKind.SESSIONS) == 1);
    int batches = store.batches();
    long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    await(() -> System.nanoTime() > until);
    assertEquals(batches, store.batches());
  }

  @Test
  void saysAndCountsThatAStoreThrowsAndTriesAgain() throws Refused {
    store.throwing = true;
    assertTrue(
        plane
            .setState(VPN1, AdministrativeState.READY, "test")
            .notSaved()
            .orElse("")
            .contains("the disk is gone"));
    dial(1);
    await(() -> warnings().contains("state-store-failed"));
    await(() -> text().matches(".*the disk is gone.*[2-9] failures since it is used.*"));
    assertEquals(1, events.of(StateEvent.StoreFailed.class).size(), "said once");
    store.throwing = false;
    await(() -> store.size(StateStoreKind.SESSIONS) == 1);
    await(() -> !warnings().contains("state-store-failed"));
    assertEquals(
        Optional.empty(), plane.setState(VPN1, AdministrativeState.READY, "test").notSaved());
    assertEquals(1, events.of(StateEvent.StoreWorks.class).size());
  }

  private String text() {
    return TestPlane.views(plane, listener, plugins).warnings().stream()
        .filter(warning -> warning.code().equals("state-store-failed"))
        .map(Warning::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void letsACommandAndTheEndWaitForAHangingStoreOnlySoLong() throws Refused {
    store.hanging = true;
    long begun = System.nanoTime();
    plane.setState(VPN1, AdministrativeState.DRAIN, "test");
    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(4).toNanos());
    assertTrue(warnings().contains("state-store-failed"), text());
    plane.setState(VPN1, AdministrativeState.READY, "test");
    dial(1);
    assertEquals(1, plane.running().parts().sessions().size(), "traffic goes on");
    stores.removeStore(store);
    await(() -> Files.exists(files.resolve("sessions")));
  }

  @Test
  void setsAsideWhatANewerIkelbWroteAndStartsWithoutIt() throws Refused {
    dial(1);
    plane.close();
    store.replaceAll(StateStoreKind.SESSIONS, e -> new StateStoreEntry(e.key(), 200, e.value()));
    start();
    assertEquals(0, plane.running().parts().sessions().size());
    assertEquals(List.of(), events.of(SessionEvent.Restored.class));
  }
}
