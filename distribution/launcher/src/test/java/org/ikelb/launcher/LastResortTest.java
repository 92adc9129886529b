package org.ikelb.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

class LastResortTest {
  private final AtomicInteger halts = new AtomicInteger();

  /** A framework of which nothing is known but how the wait for its stop ends. */
  private static Framework ending(int event) {
    return (Framework)
        Proxy.newProxyInstance(
            LastResortTest.class.getClassLoader(),
            new Class<?>[] {Framework.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("waitForStop")) {
                assertEquals(LastResort.PATIENCE.toMillis(), arguments[0]);
                return new FrameworkEvent(event, (Framework) proxy, null);
              }
              return method.getName().equals("hashCode") ? (Object) 0 : null;
            });
  }

  @Test
  void aStopThatEndsIsLeftAlone() throws InterruptedException {
    LastResort.awaitStop(ending(FrameworkEvent.STOPPED), halts::incrementAndGet);
    assertEquals(0, halts.get());
  }

  @Test
  void aStopThatTakesTooLongEndsTheProcess() throws InterruptedException {
    LastResort.awaitStop(ending(FrameworkEvent.WAIT_TIMEDOUT), halts::incrementAndGet);
    assertEquals(1, halts.get());
  }

  @Test
  void whatTheStopHangsInIsNamed() {
    StackTraceElement[] stops = {frame("Mine", "close"), frame("Felix", "stopBundle")};
    StackTraceElement[] other = {frame("Other", "run")};
    Thread stopping = new Thread(() -> {});
    Thread working = new Thread(() -> {});
    Map<Thread, StackTraceElement[]> threads = Map.of(stopping, stops, working, other);
    assertEquals("Mine.close < Felix.stopBundle", LastResort.where(threads));
    assertTrue(LastResort.PATIENCE.toSeconds() < 5);
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, null, 1);
  }
}
