package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A factory that does not come back keeps nobody from working, and is named. */
@Tag("slow")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingFactoriesTest {
  private static final String SENTENCE =
      "persistency group group: the persistency strategy \"mine\" cannot be made: its factory "
          + Mine.class.getName()
          + " has not come back for ";

  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final RecordedEvents events = new RecordedEvents();
  private final ControlPlane plane = TestPlane.of(listener, plugins, events, Optional.empty());
  private final Views views = TestPlane.views(plane, listener, plugins);
  private final Topology topology = TestTopology.of(Map.of("vpn1", "10.0.0.11"));
  private final Mine factory = new Mine();

  /** Hangs where it is told to; takes no notice of an interrupt, as bad ones do. */
  private static final class Mine implements PersistencyStrategyFactory<NoSettings> {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger closing = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile CountDownLatch create = new CountDownLatch(0);
    volatile CountDownLatch close = new CountDownLatch(0);

    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public PersistencyStrategy create(NoSettings settings) {
      begun.incrementAndGet();
      hang(create);
      return new Strategy();
    }

    private final class Strategy implements PersistencyStrategy, AutoCloseable {
      @Override
      public Key keyOf(Opening opening) {
        return Key.shared(new byte[8]);
      }

      @Override
      public void close() {
        closing.incrementAndGet();
        hang(close);
        closed.incrementAndGet();
      }
    }

    private static void hang(CountDownLatch until) {
      while (until.getCount() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @AfterEach
  void close() {
    factory.create.countDown();
    factory.close.countDown();
    plane.close();
  }

  private void install() {
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        factory,
        Map.of("ikelb.name", "mine", "service.id", 9L));
  }

  /** With the strategy of the test. */
  private static Topology with(String strategy, Topology topology) {
    PersistencyGroup group = topology.persistencyGroups().get("group");
    return new Topology(
        topology.virtualServers(),
        Map.of(
            "group",
            new PersistencyGroup(
                "group", group.virtualServers(), PluginUse.of(strategy), group.timeout())),
        topology.pools(),
        topology.monitors(),
        topology.limits(),
        topology.timeouts());
  }

  private List<String> missing() {
    return views.warnings().stream()
        .filter(warning -> warning.code().equals("plugin-missing"))
        .map(Warning::text)
        .toList();
  }

  private int dial(String client, long spi) {
    int ike =
        listener.addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    listener.dial(ike, client, spi);
    return plane.running().parts().sessions().size();
  }

  @Test
  void anApplyThatNeedsItIsRefusedAndChangesNothing() throws Refused {
    install();
    plane.apply(topology, "test");
    factory.create = new CountDownLatch(1);

    Refused refused =
        assertThrows(Refused.class, () -> plane.apply(with("mine", topology), "test"));
    assertEquals(1, refused.reasons().size(), refused::toString);
    assertTrue(refused.reasons().get(0).startsWith(SENTENCE), refused.reasons().get(0));
    assertEquals(topology, plane.topology());
    assertEquals(List.of(), missing());
    plane.setState(new GatewayId("vpn", "vpn1"), AdministrativeState.DRAIN, "test");
    plane.apply(with("by-spi", TestTopology.of(Map.of("vpn2", "10.0.0.12"))), "test");
    assertEquals(1, dial("192.0.2.1", 0x11));

    assertThrows(Refused.class, () -> plane.apply(with("mine", topology), "test"));
    assertThrows(Refused.class, () -> plane.apply(with("mine", topology), "test"));
    assertEquals(1, factory.begun.get(), "it has not come back: one thread is enough");
    StackTraceElement[] where =
        events.of(PluginEvent.NotStarted.class).get(0).error().getStackTrace();
    assertTrue(List.of(where).toString().contains("Mine.create"), () -> List.of(where).toString());

    factory.create.countDown();
    Awaitility.await().until(() -> factory.closed.get() == 1); // what came too late
    plane.apply(with("mine", topology), "test");
    assertEquals(2, factory.begun.get());
    assertEquals(1, factory.closed.get());
  }

  @Test
  void atTheStartItIsNamedAndSomethingStandsInUntilItComesBack() throws Refused {
    install();
    factory.create = new CountDownLatch(1);
    plane.apply(with("mine", topology), "test");

    assertEquals(1, dial("192.0.2.1", 0x11));
    assertEquals(
        "The persistency strategy \"mine\" could not be made: its factory "
            + Mine.class.getName()
            + " did not come back within 3 s. It is tried again by itself. Meanwhile every new"
            + " session is by itself.",
        missing().get(0));
    List<Change> again = plane.apply(plane.topology(), "test");
    assertEquals(
        "the plugin \"mine\" is tried again, and its factory hangs", again.get(0).detail());
    assertEquals(1, factory.begun.get());

    factory.create.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> !events.of(PluginEvent.TriedAgain.class).isEmpty());
    listener.awaitStrategy(plane, true);
    assertEquals(List.of(), missing());
  }

  @Test
  void oneThatArrivesIsNamedAndSomethingStandsIn() throws Refused {
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plane.apply(with("mine", topology), "test");
    factory.create = new CountDownLatch(1);
    install();
    Awaitility.await().until(() -> missing().get(0).contains("did not come back within 3 s"));
    plane.setState(new GatewayId("vpn", "vpn1"), AdministrativeState.READY, "test");
    assertEquals(1, dial("192.0.2.1", 0x11));
  }

  @Test
  void whatIsMadeForATopologyThatIsRefusedIsClosed() throws Refused {
    install();
    plane.apply(topology, "test");
    listener.refusal = Optional.of("192.0.2.77:500 is in use by process 42 (charon)");
    assertThrows(Refused.class, () -> plane.apply(with("mine", topology), "test"));
    assertEquals(1, factory.begun.get());
    Awaitility.await().until(() -> factory.closed.get() == 1);

    listener.refusal = Optional.empty();
    plane.apply(with("mine", topology), "test");
    assertEquals(2, factory.begun.get(), "made once, and put to work");
    assertEquals(1, factory.closed.get());
  }

  @Test
  void oneThatHangsWhenItIsClosedKeepsOneThreadAndNoTraceWaitsForIt() throws Refused {
    install();
    plane.apply(with("mine", topology), "test");
    factory.close = new CountDownLatch(1);
    listener.runsAtOnce = true;
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(0x9999).putLong(0).putInt(0x21202208).putInt(0).putInt(28).rewind();
    for (int i = 0; i < 3; i++) {
      assertEquals(
          "forwarded",
          new LiveTracer(plane)
              .trace(FakeListener.endpoint("192.0.2.99"), "ike", request)
              .outcome());
    }
    Awaitility.await().until(() -> factory.closing.get() == 1);
    assertEquals(4, factory.begun.get());
    factory.close.countDown();
    Awaitility.await().until(() -> factory.closed.get() == 3);
  }
}
