package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.GatewayEvent;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.time.Time;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Caveat;
import org.ikelb.spi.ProbeResult.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a gateway while the plugin of its monitor is updated, away, or broken. */
class MonitorsComeAndGoTest {
  private static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");
  private static final Map<String, Object> PING = Map.of("ikelb.name", "ping");
  private static final Map<String, Object> IKE = Map.of("ikelb.name", "ike");

  private final InstalledPlugins plugins = new InstalledPlugins();
  private final RecordedEvents events = new RecordedEvents();
  private final ControlPlane plane =
      TestPlane.of(new FakeListener(), plugins, events, Optional.empty());
  private final Factory ping = new Factory(false);
  private final Factory ike = new Factory(true);

  /** Monitors that find what the test wants. */
  private static class Factory implements HealthMonitorFactory<NoSettings> {
    private final boolean speaksIke;
    private volatile Verdict finds = Verdict.UP;
    private volatile Optional<Caveat> caveat = Optional.empty();
    private volatile boolean made;
    private volatile boolean throwing;

    Factory(boolean speaksIke) {
      this.speaksIke = speaksIke;
    }

    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public HealthMonitor create(NoSettings settings) {
      made = true;
      return (target, timeout) -> {
        if (throwing) {
          throw new IllegalStateException("broken for the test");
        }
        return new ProbeResult(finds, "for the test", Duration.ZERO, List.of(), caveat);
      };
    }

    @Override
    public boolean speaksIke() {
      return speaksIke;
    }
  }

  @BeforeEach
  void run() throws Refused {
    plugins.add(ExtensionPoint.MONITOR, ping, PING);
    plugins.add(ExtensionPoint.MONITOR, ike, IKE);
    plane.apply(topology(2, "ping", "ike"), "test");
  }

  @AfterEach
  void close() {
    plane.close();
  }

  /** Monitors that probe by themselves not before the test has ended, more or less. */
  private static Topology topology(int fall, String... monitors) {
    Topology plain = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
    Pool pool = plain.pools().get("vpn");
    Pool monitored =
        new Pool(
            pool.name(),
            pool.method(),
            pool.slowStart(),
            pool.clientAddress(),
            pool.sourceAddresses(),
            pool.upstreamPorts(),
            pool.gateways(),
            List.of(monitors),
            pool.upWhen(),
            pool.holdDown(),
            pool.guards(),
            pool.guardFailure(),
            pool.outliers());
    return new Topology(
        plain.virtualServers(),
        plain.persistencyGroups(),
        Map.of("vpn", monitored),
        Map.of("ping", monitor("ping", fall), "ike", monitor("ike", fall)),
        plain.limits(),
        plain.timeouts());
  }

  private static Monitor monitor(String name, int fall) {
    Duration rarely = Duration.ofDays(10);
    return new Monitor(name, PluginUse.of(name), rarely, Duration.ofSeconds(1), fall, 1);
  }

  private List<GatewayView.Probe> probe() throws Exception {
    return plane.probeNow(VPN1);
  }

  private LiveGateway gateway() {
    return plane.running().parts().gateways().find(VPN1).orElseThrow();
  }

  private Health health() {
    return gateway().state().health();
  }

  private List<Warning> warnings() {
    return TestPlane.views(plane, new FakeListener(), plugins).overview().warnings().stream()
        .filter(warning -> warning.subject().equals("vpn/vpn1"))
        .toList();
  }

  private void bringDown() throws Exception {
    ike.finds = Verdict.DOWN;
    probe();
    probe();
    assertEquals(Health.DOWN, health());
  }

  /** The control plane follows on a thread of its own. */
  private void awaitMissing(String... monitors) {
    Awaitility.await()
        .until(
            () ->
                plane.running().parts().objects().missing().stream()
                    .map(place -> place.use().type())
                    .filter(type -> List.of("ping", "ike").contains(type))
                    .collect(Collectors.toSet())
                    .equals(Set.of(monitors)));
    settle();
  }

  private void awaitMade(Factory factory) {
    Awaitility.await().until(() -> factory.made);
    settle();
  }

  /** Changes come one after the other: after this one, all that has begun has been made. */
  private void settle() {
    try {
      plane.setState(VPN1, AdministrativeState.READY, "anna");
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aGatewayThatIsDownStaysDownWhenItsMonitorIsUpdated() throws Exception {
    bringDown();
    Factory updated = new Factory(true);
    updated.finds = Verdict.DOWN;
    plugins.remove(ike);
    plugins.add(ExtensionPoint.MONITOR, updated, IKE);
    awaitMade(updated);

    probe(); // one failure would not be enough for a monitor that knows nothing
    assertEquals(Health.DOWN, health());
    updated.finds = Verdict.UP;
    probe();
    assertEquals(Health.UP, health());
  }

  @Test
  void failuresInARowGoOnAcrossAnUpdate() throws Exception {
    probe();
    ike.finds = Verdict.DOWN;
    probe();
    assertEquals(Health.UP, health());
    Factory updated = new Factory(true);
    updated.finds = Verdict.DOWN;
    plugins.remove(ike);
    plugins.add(ExtensionPoint.MONITOR, updated, IKE);
    awaitMade(updated);
    probe();
    assertEquals(Health.DOWN, health());
  }

  @Test
  void whatItFoundLastStandsWhileItIsAway() throws Exception {
    bringDown();
    plugins.remove(ike);
    awaitMissing("ike");
    for (int i = 0; i < 5; i++) {
      probe();
    }
    assertEquals(Health.DOWN, health());
    assertEquals(
        "the monitor \"ike\" is not there; what it found last stands", probe().get(1).detail());

    plugins.add(ExtensionPoint.MONITOR, ike, IKE);
    awaitMissing();
    assertEquals(Health.DOWN, health());
    ike.finds = Verdict.UP;
    probe();
    assertEquals(Health.UP, health());
  }

  @Test
  void trafficSpeaksForTheGatewayWhileItsMonitorIsAway() throws Exception {
    bringDown();
    plugins.remove(ike);
    awaitMissing("ike");
    gateway().seen(Time.system().nanos());
    probe();
    assertEquals(Health.UP, health());
  }

  @Test
  void aPingDecidesNothingWhileTheMonitorThatSpeaksIkeIsAway() throws Exception {
    probe();
    assertEquals(Health.UP, health());
    plugins.remove(ike);
    awaitMissing("ike");
    ping.finds = Verdict.DOWN;
    for (int i = 0; i < 5; i++) {
      probe();
    }
    assertEquals(Health.UP, health());
  }

  @Test
  void oneThatWasNeverThereKnowsNothing() throws Exception {
    plugins.remove(ike);
    plugins.remove(ping);
    awaitMissing("ike", "ping");
    plane.apply(topology(3, "ping", "ike"), "test");
    assertEquals("the monitor \"ping\" is not there", probe().get(0).detail());
    assertTrue(gateway().takesSessions());
  }

  @Test
  void otherSettingsFindOutAnew() throws Exception {
    bringDown();
    plane.apply(topology(3, "ping", "ike"), "test");
    probe();
    assertEquals(Health.UNKNOWN, health());
    assertTrue(gateway().takesSessions());
  }

  @Test
  void whereNothingWatchesAnyMoreNothingIsKnown() throws Exception {
    bringDown();
    assertFalse(gateway().takesSessions());
    plane.apply(topology(2), "test");
    assertEquals(Health.UNKNOWN, health());
    assertTrue(gateway().takesSessions());
  }

  @Test
  void aCaveatIsAWarningUntilItIsNoMore() throws Exception {
    probe();
    assertEquals(List.of(), warnings());
    ike.caveat = Optional.of(new Caveat("odd", "it is odd."));
    probe();
    probe();
    assertEquals(List.of(new Warning("odd", "vpn/vpn1", "ike: it is odd.")), warnings());
    assertEquals(Health.UP, health());

    Factory updated = new Factory(true);
    updated.caveat = Optional.of(new Caveat("odd", "it is still odd."));
    plugins.remove(ike);
    plugins.add(ExtensionPoint.MONITOR, updated, IKE);
    awaitMade(updated);
    probe();
    assertEquals(List.of(new Warning("odd", "vpn/vpn1", "ike: it is still odd.")), warnings());
    updated.caveat = Optional.empty();
    probe();
    probe();
    assertEquals(List.of(), warnings());
    assertEquals(
        List.of(
            new GatewayEvent.CaveatChanged(VPN1, "ike", "odd", true),
            new GatewayEvent.CaveatChanged(VPN1, "ike", "odd", false)),
        events.of(GatewayEvent.CaveatChanged.class));
  }

  @Test
  void anotherCaveatTakesItsPlace() throws Exception {
    ike.caveat = Optional.of(new Caveat("odd", "it is odd."));
    probe();
    ike.caveat = Optional.of(new Caveat("even", "it is even."));
    probe();
    assertEquals(List.of(new Warning("even", "vpn/vpn1", "ike: it is even.")), warnings());
    assertEquals(
        List.of("odd true", "odd false", "even true"),
        events.of(GatewayEvent.CaveatChanged.class).stream()
            .map(event -> event.caveat() + " " + event.holds())
            .toList());
  }

  @Test
  void aCaveatGoesWithItsMonitor() throws Exception {
    ike.caveat = Optional.of(new Caveat("odd", "it is odd."));
    probe();
    plane.apply(topology(2, "ping"), "test");
    assertEquals(List.of(), warnings());
  }

  @Test
  void theEventOfAFailureNamesTheGateway() throws Exception {
    ike.throwing = true;
    probe();
    assertEquals(
        List.of("monitor ike, gateway vpn/vpn1"),
        events.of(PluginEvent.Failed.class).stream().map(PluginEvent.Failed::place).toList());
  }

  @Test
  void aFactoryThatThrowsStopsNobody() throws Exception {
    Factory broken =
        new Factory(true) {
          @Override
          public boolean speaksIke() {
            throw new NoClassDefFoundError("of the test");
          }
        };
    broken.finds = Verdict.DOWN;
    plugins.remove(ike);
    plugins.add(ExtensionPoint.MONITOR, broken, IKE);
    awaitMade(broken);
    probe();
    probe();
    assertEquals(Health.DOWN, health());
    assertTrue(plane.running().parts().objects().failures(ExtensionPoint.MONITOR, "ike") > 0);
  }
}
