package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Overview;
import org.ikelb.api.view.PoolView;
import org.ikelb.core.event.RecordedEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever looks while topologies are applied sees one of them, and never parts of two. */
class ViewsOfOneRevisionTest {
  private static final int REVISIONS = 400;

  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final ControlPlane plane =
      TestPlane.of(listener, plugins, new RecordedEvents(), Optional.empty());
  private final Views views = TestPlane.views(plane, listener, plugins);

  @BeforeEach
  void install() {
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
  }

  @AfterEach
  void close() {
    plane.close();
  }

  /** Revisions with even numbers have two gateways, the others one. */
  @Test
  void anOverviewIsOfOneRevision() throws Refused {
    plane.apply(topology(1), "test");
    CompletableFuture<Void> applied = CompletableFuture.runAsync(this::applyMany);
    do {
      isOfOneRevision(views.overview());
    } while (!applied.isDone());
    applied.join();
    assertEquals(REVISIONS, views.status().revision());
  }

  private void applyMany() {
    for (int revision = 2; revision <= REVISIONS; revision++) {
      try {
        plane.apply(topology(revision), "test");
      } catch (Refused e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Topology topology(int revision) {
    return TestTopology.of(
        revision % 2 == 0
            ? Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12")
            : Map.of("vpn1", "10.0.0.11"));
  }

  private static void isOfOneRevision(Overview overview) {
    int gateways = overview.status().revision() % 2 == 0 ? 2 : 1;
    assertEquals(gateways, overview.gateways().size(), overview::toString);
    assertEquals(gateways, overview.status().gateways(), overview::toString);
    assertEquals(
        List.of(gateways), overview.pools().stream().map(PoolView::gateways).distinct().toList());
    assertEquals(gateways, overview.gateways().stream().map(GatewayView::id).distinct().count());
  }
}
