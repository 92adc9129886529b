package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.Tracer;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FailedPlugin;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.ikelb.spi.PluginFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a plugin that fails, and of those who need it. */
@Tag("slow")
class PluginFailuresTest {
  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final RecordedEvents events = new RecordedEvents();
  private final ControlPlane plane = TestPlane.of(listener, plugins, events, Optional.empty());
  private final Views views = TestPlane.views(plane, listener, plugins);
  private final AtomicInteger closed = new AtomicInteger();
  private volatile PersistencyStrategy behaviour = opening -> Key.alone(new byte[8]);
  private volatile Runnable closing = () -> {};
  private final Factory factory = new Factory();
  private volatile Runnable creation = () -> {};
  private final Factory another =
      new Factory() {
        @Override
        public PersistencyStrategy create(NoSettings settings) {
          creation.run();
          return super.create(settings);
        }
      };

  /** Strategies that do what the test wants. */
  private class Factory implements PersistencyStrategyFactory<NoSettings> {
    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public PersistencyStrategy create(NoSettings settings) {
      return new Strategy();
    }
  }

  private final class Strategy implements PersistencyStrategy, AutoCloseable {
    @Override
    public Key keyOf(Opening opening) {
      return behaviour.keyOf(opening);
    }

    @Override
    public void close() {
      closing.run();
      closed.incrementAndGet();
    }
  }

  @BeforeEach
  void run() throws Refused {
    TestPlane.install(plugins, factory);
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12")), "test");
    listener.awaitStrategy(plane, true);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  private void dial(int times) {
    listener.dialEach(times);
  }

  private List<String> warnings(String code) {
    return views.warnings().stream()
        .filter(warning -> warning.code().equals(code))
        .map(Warning::text)
        .toList();
  }

  @Test
  void oneThatCannotBeMadeIsSaidUnlessItLeftMeanwhile() {
    creation =
        () -> {
          throw new NoClassDefFoundError("org/example/Gone");
        };
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        another,
        Map.of("ikelb.name", "by-spi", "service.ranking", 1));
    listener.awaitStrategy(plane, false);
    assertEquals(1, events.of(PluginEvent.NotStarted.class).size());
    String warning = warnings("plugin-missing").get(0);
    assertTrue(
        warning.contains("could not be made: it threw java.lang.NoClassDefFoundError: org/exa"),
        warning);

    plugins.remove(another);
    listener.awaitStrategy(plane, true);
    creation =
        () -> {
          plugins.remove(another);
          throw new NoClassDefFoundError("org/example/Gone");
        };
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        another,
        Map.of("ikelb.name", "by-spi", "service.ranking", 1));
    listener.awaitStrategy(plane, true);
    assertEquals(1, events.of(PluginEvent.NotStarted.class).size());
  }

  @Test
  void oneThatThrowsIsSetAsideKeepsNobodyOutAndIsTriedAgainWhenTheTopologyIsApplied()
      throws Refused {
    behaviour =
        opening -> {
          throw new IllegalStateException("broken for the test");
        };
    dial(10);
    listener.awaitStrategy(plane, false);

    assertEquals(10, sessions(), "each was by itself");
    assertEquals(1, events.of(PluginEvent.SetAside.class).size());
    assertEquals(10, events.of(PluginEvent.SetAside.class).get(0).pauseS());
    String warning = warnings("plugin-missing").get(0);
    assertTrue(
        warning.contains("was set aside: it threw java.lang.IllegalStateException: broken for"),
        warning);
    assertTrue(warning.contains("every new session is by itself"), warning);
    assertEquals(List.of(), warnings("pool-degraded"));
    assertEquals(10, views.plugins().get(0).failures());
    awaitClosed(1);

    dial(12);
    assertEquals(12, sessions(), "two newcomers, and nobody asked the strategy");
    assertEquals(10, views.plugins().get(0).failures());

    behaviour = opening -> Key.shared(new byte[8]);
    List<Change> changes = plane.apply(plane.topology(), "test");
    assertEquals(
        List.of("persistency group group"), changes.stream().map(Change::subject).toList());
    dial(13);
    assertEquals(13, sessions());
    assertEquals(
        1,
        plane.running().parts().sessions().all().stream()
            .filter(s -> s.origin().key().isPresent())
            .count());
    assertEquals(List.of(), warnings("plugin-missing"));
    assertEquals(10, views.plugins().get(0).failures());
  }

  @Test
  void oneWhoseComponentCannotBeMadeIsNamedWithTheReason() {
    plugins.remove(factory);
    plugins.setIdle(
        () ->
            List.of(
                new FailedPlugin(
                    "persistency strategy", "by-spi", "org.example", "1.0.0", "it threw a fit"),
                new FailedPlugin("state store", "sqlite", "org.example", "1.0.0", "no disk")));
    listener.awaitStrategy(plane, false);

    String missing = warnings("plugin-missing").get(0);
    assertTrue(missing.contains("of org.example 1.0.0 cannot be used: it threw a fit."), missing);
    List<String> unusable = warnings("plugin-unusable");
    assertEquals(2, unusable.size());
    assertTrue(unusable.get(1).startsWith("The state store \"sqlite\" of org"), unusable::toString);
    assertEquals(
        List.of("by-spi it threw a fit", "sqlite no disk"),
        views.plugins().stream()
            .filter(view -> !view.problem().isEmpty())
            .map(view -> view.name() + " " + view.problem())
            .toList());
    assertEquals("persistency group group", views.plugins().get(1).uses());
  }

  @Test
  void oneWhoseSettingsAreDeclaredWronglyIsSaidWhenItComesThoughNobodyNamesIt() {
    PluginFactory<Undescribed> undescribed = () -> Undescribed.class;
    plugins.add(ExtensionPoint.GUARD, undescribed, Map.of("ikelb.name", "never-to-be-set"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> !warnings("plugin-declared-wrongly").isEmpty());
    String warning = warnings("plugin-declared-wrongly").get(0);
    assertTrue(warning.contains("Undescribed"), warning);
    assertEquals(1, events.of(PluginEvent.DeclaredWrongly.class).size());
  }

  private record Undescribed(int what) {}

  @Test
  void oneWithANameThatCannotBeTypedIsNotUsedAndSaid() {
    PluginFactory<NoSettings> misnamed = () -> NoSettings.class;
    plugins.add(ExtensionPoint.GUARD, misnamed, Map.of("ikelb.name", "my guard"));
    String warning = warnings("plugin-unusable").get(0);
    assertTrue(warning.contains("has spaces, slashes, quotes"), warning);
    assertTrue(plugins.find(ExtensionPoint.GUARD, "my guard").isEmpty());
  }

  @Test
  void oneThatWasSetAsideIsTriedAgainByItself() {
    behaviour = opening -> null;
    dial(10);
    listener.awaitStrategy(plane, false);
    behaviour = opening -> Key.alone(new byte[8]);
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> events.of(PluginEvent.TriedAgain.class).size() == 1);
    listener.awaitStrategy(plane, true);
    assertEquals(10, events.of(PluginEvent.TriedAgain.class).get(0).pauseS());
    assertEquals(List.of(), warnings("plugin-missing"));
  }

  @Test
  void theTracerTellsWhatStandsIn() throws Refused {
    behaviour = opening -> null;
    dial(10);
    listener.awaitStrategy(plane, false);
    listener.runsAtOnce = true;
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(0x9999).putLong(0).putInt(0x21202208).putInt(0).putInt(28).rewind();
    Tracer.Trace trace =
        new LiveTracer(plane).trace(FakeListener.endpoint("192.0.2.99"), "ike", request);
    assertEquals("forwarded", trace.outcome());
    assertTrue(
        trace
            .steps()
            .contains(
                "key: every session by itself stands in for by-spi, which was set aside"
                    + " 0000000000009999"),
        trace::toString);
  }

  @Test
  void oneThatHangsInATraceHangsNobodyElse() {
    CountDownLatch never = new CountDownLatch(1);
    behaviour = opening -> hangs(never);
    listener.runsAtOnce = true;
    ByteBuffer request = ByteBuffer.allocate(28);
    request.putLong(0x9999).putLong(0).putInt(0x21202208).putInt(0).putInt(28).rewind();
    Refused refused =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                assertThrows(
                    Refused.class,
                    () ->
                        new LiveTracer(plane)
                            .trace(FakeListener.endpoint("192.0.2.99"), "ike", request)));
    assertTrue(refused.reasons().get(0).startsWith("a plugin has not answered"), refused::toString);
    Awaitility.await().until(() -> !warnings("plugin-hangs").isEmpty());
    String warning = warnings("plugin-hangs").get(0);
    assertTrue(warning.contains("\"by-spi\" has not come back to thread ikelb-probe"), warning);
    never.countDown();
    Awaitility.await().until(() -> events.of(PluginEvent.CameBack.class).size() == 1);
    assertEquals(1, events.of(PluginEvent.Hangs.class).size());
    assertEquals(List.of(), warnings("plugin-hangs"));
  }

  /** As bad ones do, it takes no notice of an interrupt. */
  private static Key hangs(CountDownLatch until) {
    while (until.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    return Key.alone(new byte[8]);
  }

  @Test
  void oneThatHangsWhenItIsClosedDoesNotKeepCoreFromEnding() {
    CountDownLatch never = new CountDownLatch(1);
    closing = () -> hangs(never);
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> plane.close());
    assertEquals(0, closed.get());
    never.countDown();
  }

  private int sessions() {
    return plane.running().parts().sessions().size();
  }

  @Test
  void oneThatReturnsNothingIsSetAside() {
    behaviour = opening -> null;
    dial(10);
    listener.awaitStrategy(plane, false);
  }

  @Test
  void oneWhoseClassesAreGoneIsSetAside() {
    behaviour =
        opening -> {
          throw new NoClassDefFoundError("of the test");
        };
    dial(10);
    listener.awaitStrategy(plane, false);
  }

  @Test
  void oneThatWaitsIsAskedOn() {
    behaviour =
        opening -> {
          long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(100_000);
          }
          return Key.alone(new byte[8]);
        };
    dial(30);
    assertEquals(30, sessions());
    assertEquals(0, views.plugins().get(0).failures());
    assertEquals(0, events.of(PluginEvent.SetAside.class).size());
    assertEquals(0, events.of(PluginEvent.Failed.class).size());
  }

  @Test
  void comesBackWhenItsBundleIsUpdated() {
    behaviour = opening -> null;
    dial(10);
    listener.awaitStrategy(plane, false);

    behaviour = opening -> Key.alone(new byte[8]);
    plugins.remove(factory);
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        new Factory(),
        Map.of("ikelb.name", "by-spi", "service.id", 3L));
    listener.awaitStrategy(plane, true);
    dial(11);
    assertEquals(11, sessions());
  }

  @Test
  void theHigherRankingWinsAndItIsSaid() {
    plugins.add(
        ExtensionPoint.PERSISTENCY_STRATEGY,
        new Factory(),
        Map.of("ikelb.name", "by-spi", "service.id", 4L, "service.ranking", 10));
    awaitClosed(1);

    assertTrue(warnings("plugin-twice").get(0).contains("(service ranking 10)"));
    assertEquals(
        List.of(10),
        plugins.rivals().stream().map(rivals -> rivals.used().ranking().ranking()).toList());
  }

  @Test
  void aStrategyMayPreferGateways() {
    behaviour = opening -> Key.alone(new byte[8]).preferring(List.of("no-such-gateway", "vpn2"));
    dial(5);
    plane
        .running()
        .parts()
        .sessions()
        .all()
        .forEach(s -> assertEquals("vpn2", s.gateway().id().gateway()));
    assertEquals(5, plane.running().parts().sessions().size());
  }

  @Test
  void anEventSaysWhereItFailed() {
    behaviour = opening -> null;
    dial(10);
    listener.awaitStrategy(plane, false);
    assertEquals("persistency group group", events.of(PluginEvent.Failed.class).get(0).place());
    assertEquals("persistency group group", events.of(PluginEvent.SetAside.class).get(0).place());
  }

  @Test
  void whatIsOnlyWaitingForTheLoopsIsClosedWhenCoreEnds() {
    plugins.remove(factory);
    listener.awaitStrategy(plane, false);
    assertEquals(0, closed.get(), "the loop may still be in a call");
    plane.close();
    assertEquals(1, closed.get());
    listener.settle();
    assertEquals(1, closed.get());
  }

  /** An object is closed when every loop has moved past it. */
  private void awaitClosed(int times) {
    Awaitility.await()
        .until(
            () -> {
              listener.settle();
              return closed.get() == times;
            });
  }
}
