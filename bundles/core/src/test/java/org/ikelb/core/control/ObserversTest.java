package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.core.event.PluginEvent;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.ObservedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Observers see IKE messages, and nobody waits for them. */
@Tag("slow")
class ObserversTest {
  private final FakeListener listener = new FakeListener();
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final RecordedEvents events = new RecordedEvents();
  private final ControlPlane plane = TestPlane.of(listener, plugins, events, Optional.empty());

  @BeforeEach
  void run() throws Refused {
    TestPlane.install(plugins, new ControlPlaneTest.BySpi());
    plane.apply(TestTopology.of(Map.of("vpn1", "10.0.0.11", "vpn2", "10.0.0.12")), "test");
    listener.awaitStrategy(plane, true);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void observersGetCopiesOnAThreadOfTheirOwn() {
    List<ObservedMessage> observed = new CopyOnWriteArrayList<>();
    IkeObserver observer = observed::add;
    listener.dialEach(1);
    plugins.addObserver(observer, Map.of("ikelb.name", "recorder"));
    Awaitility.await().until(() -> plane.running().snapshot().observers() != null);
    listener.dialEach(2);
    Awaitility.await().until(() -> observed.size() == 2);
    ObservedMessage message = observed.get(1);
    assertEquals(ObservedMessage.Direction.FROM_CLIENT, message.direction());
    assertEquals("ike", message.virtualServer());
    assertEquals(FakeListener.endpoint("192.0.2.2"), message.client());
    assertEquals(0x1001, message.message().getLong());
    assertEquals(28, message.message().remaining());

    plugins.removeObserver(observer);
    Awaitility.await().until(() -> plane.running().snapshot().observers() == null);
    listener.dialEach(1);
    assertEquals(2, observed.size());
  }

  @Test
  void aSlowObserverMissesMessagesAndDelaysNobody() {
    CountDownLatch released = new CountDownLatch(1);
    IkeObserver slow =
        message -> {
          while (released.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
          }
        };
    plugins.addObserver(slow, Map.of("ikelb.name", "slow"));
    Awaitility.await().until(() -> plane.running().snapshot().observers() != null);
    int more = IkeObserver.QUEUE + 10;
    for (int i = 0; i < more; i++) {
      listener.dialEach(1);
    }
    long leftOut = plane.running().parts().observers().queue(slow).orElseThrow().leftOut();
    assertTrue(leftOut == 9 || leftOut == 10, "left out: " + leftOut);
    released.countDown();
  }

  @Test
  void anObserverThatThrowsIsSetAside() {
    plugins.addObserver(
        message -> {
          throw new IllegalStateException("broken for the test");
        },
        Map.of("ikelb.name", "broken"));
    Awaitility.await().until(() -> plane.running().snapshot().observers() != null);
    listener.dialEach(10);
    Awaitility.await().until(() -> plane.running().snapshot().observers() == null);
    assertEquals(1, events.of(PluginEvent.SetAside.class).size());
  }
}
