package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.Warning;
import org.ikelb.core.balance.WeightedRoundRobin;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.view.LiveViews;
import org.ikelb.spi.Exporter;
import org.ikelb.spi.ExporterFactory;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.NoSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exporters, observers and state stores, which no place of the topology names. */
@Tag("slow")
class PluginsWithoutPlaceTest {
  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final RecordedEvents events = new RecordedEvents();
  private final StateStores stores = new StateStores(Optional.empty(), 1);
  private final FailingExporters exporters = new FailingExporters(events);
  private final ControlPlane plane =
      new ControlPlane(listener, plugins, new DefaultsBinder(), stores, exporters, events);
  private final Views views = new LiveViews(plane, listener, plugins, exporters, "0.0.0");
  private final Broken exporter = new Broken();

  /** Makes none. */
  private static final class Broken implements ExporterFactory<NoSettings> {
    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public String product() {
      return "of the test";
    }

    @Override
    public Exporter create(NoSettings settings) {
      throw new IllegalStateException("broken for the test");
    }
  }

  @BeforeEach
  void run() throws Refused {
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        new ControlPlaneTest.BySpi(),
        Map.of("ikelb.name", "by-spi"));
    plugins.add(
        ExtensionPoint.BALANCING_METHOD,
        new WeightedRoundRobin(),
        Map.of("ikelb.name", "weighted-round-robin"));
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11")), "test");
    listener.awaitStrategy(plane, true);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  private void dial(int times) {
    int ike =
        listener.addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    for (int i = 0; i < times; i++) {
      int host = 1 + i;
      listener.dial(ike, "192.0.2." + host, 0x1000 + host);
    }
  }

  private List<String> warned() {
    return views.warnings().stream()
        .filter(warning -> warning.code().equals("plugin-missing"))
        .map(Warning::subject)
        .toList();
  }

  private List<String> applyAgain() throws Refused {
    return plane.apply(plane.topology(), "test").stream().map(Change::subject).toList();
  }

  private PluginView view(String name) {
    return views.plugins().stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      exporters.failed("broken", exporter, new IllegalStateException("broken for the test"));
    }
  }

  @Test
  void anExporterThatFailsIsCountedNamedAndSetAsideUntilTheTopologyIsApplied() throws Refused {
    plugins.add(ExtensionPoint.EXPORTER, exporter, Map.of("ikelb.name", "broken"));
    fail(9);
    assertFalse(exporters.isSetAside(exporter));
    assertEquals("exporter broken", events.of(PluginEvent.Failed.class).get(0).place());
    fail(1);
    assertTrue(exporters.isSetAside(exporter));
    assertEquals(10, view("broken").failures());
    assertEquals(1, events.of(PluginEvent.SetAside.class).size());
    assertEquals(List.of("exporter broken"), warned());

    assertEquals(List.of("exporter broken"), applyAgain());
    assertFalse(exporters.isSetAside(exporter));
    assertEquals(List.of(), warned());
    assertEquals(10, view("broken").failures());
    assertFalse(exporters.isSetAside(new Broken()), "an update is another object");
  }

  @Test
  void anObserverThatThrowsIsSetAsideUntilTheTopologyIsApplied() throws Refused {
    AtomicInteger calls = new AtomicInteger();
    IkeObserver broken =
        message -> {
          calls.incrementAndGet();
          throw new IllegalStateException("broken for the test");
        };
    plugins.addObserver(broken, Map.of("ikelb.name", "broken"));
    Awaitility.await().until(() -> plane.running().snapshot().observers() != null);
    dial(10);
    Awaitility.await().until(() -> plane.running().snapshot().observers() == null);
    assertEquals(10, calls.get());
    assertEquals(List.of("ike observer broken"), warned());

    assertEquals(List.of("ike observer broken"), applyAgain());
    assertEquals(List.of(), warned());
    dial(1);
    Awaitility.await().until(() -> calls.get() == 11);
    Awaitility.await().until(() -> view("broken").failures() == 11);
  }

  @Test
  void stateStoresAreShownWithWhatTheyAreUsedFor() {
    MemoryStore store = new MemoryStore();
    MemoryStore better = new MemoryStore();
    better.throwing = true;
    stores.addStore(store, Map.of("ikelb.name", "memory", "service.ranking", 1));
    Awaitility.await().until(() -> view("memory").uses().equals("the state of ikelb"));
    assertEquals("state store", view("memory").extensionPoint());
    assertEquals(0, view("memory").failures());

    stores.addStore(better, Map.of("ikelb.name", "better", "service.ranking", 2));
    Awaitility.await().until(() -> view("better").failures() > 0);
    assertEquals("", view("memory").uses());
  }
}
