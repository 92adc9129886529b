package org.ikelb.listener.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Upstream;
import org.junit.jupiter.api.Test;

class GuardedRelayTest {
  private static final int ROUNDS = 10_000;
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 4500);
  private static final ByteBuffer DATAGRAM = ByteBuffer.allocate(100);
  private static final Upstream UPSTREAM = new FakeRelay.Flow(1, CLIENT, CLIENT, CLIENT);

  private static Object[] argumentsOf(Method method) {
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      arguments.add(
          type == int.class
              ? 10 + arguments.size()
              : Stream.of(CLIENT, DATAGRAM, UPSTREAM, Relay.SendFailure.REFUSED)
                  .filter(type::isInstance)
                  .findFirst()
                  .orElseThrow());
    }
    return arguments.toArray();
  }

  @Test
  void passesEveryCallOnAsItIsAndKeepsBackWhatItThrows() throws Exception {
    List<String> called = new ArrayList<>();
    Relay broken =
        (Relay)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Relay.class},
                (proxy, method, arguments) -> {
                  called.add(text(method, arguments == null ? new Object[0] : arguments));
                  throw new AssertionError("thrown by the test");
                });
    GuardedRelay guarded = new GuardedRelay(broken, 0, () -> 0);
    List<String> expected = new ArrayList<>();
    for (Method method : Relay.class.getMethods()) {
      Object[] arguments = argumentsOf(method);
      expected.add(text(method, arguments));
      call(method, guarded, arguments);
    }
    assertEquals(expected, called);
    assertFalse(expected.isEmpty());
  }

  private static void call(Method method, GuardedRelay guarded, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    method.invoke(guarded, arguments);
  }

  private static String text(Method method, Object[] arguments) {
    return method.getName() + List.of(arguments);
  }

  /** A relay that does nothing. */
  private static final class Idle implements Relay {
    private int datagrams;

    @Override
    public void beginBatch() {}

    @Override
    public void fromClient(int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      datagrams++;
    }

    @Override
    public void handedOver(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      datagrams++;
    }

    @Override
    public void waited(
        int fromLoop, int listenAddress, InetSocketAddress client, ByteBuffer datagram) {
      datagrams++;
    }

    @Override
    public void notHandedOver(int listenAddress, int bytes) {}

    @Override
    public void fromGateway(Upstream upstream, ByteBuffer datagram) {
      datagrams++;
    }

    @Override
    public void truncatedFromClient(int listenAddress) {}

    @Override
    public void truncatedFromGateway(Upstream upstream) {}

    @Override
    public void overflowedFromClients(int listenAddress, int datagrams) {}

    @Override
    public void overflowedFromGateway(Upstream upstream, int datagrams) {}

    @Override
    public void notSentToGateway(Upstream upstream, int bytes, SendFailure failure) {}

    @Override
    public void notSentToClient(int listenAddress, int bytes, SendFailure failure) {}

    @Override
    public void refused(Upstream upstream) {}
  }

  /** Not even before the compiler has come to it: nothing is captured. */
  @Test
  void allocatesNothingForADatagram() {
    Idle idle = new Idle();
    GuardedRelay guarded = new GuardedRelay(idle, 0, () -> 0);
    relay(guarded, 1); // links what is called
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    relay(guarded, ROUNDS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(4 * (ROUNDS + 1), idle.datagrams);
    assertEquals(0, allocated / ROUNDS, "bytes a round; " + allocated + " in all");
  }

  private static void relay(GuardedRelay guarded, int rounds) {
    for (int i = 0; i < rounds; i++) {
      guarded.beginBatch();
      guarded.fromClient(1, CLIENT, DATAGRAM);
      guarded.handedOver(0, 1, CLIENT, DATAGRAM);
      guarded.waited(0, 1, CLIENT, DATAGRAM);
      guarded.fromGateway(UPSTREAM, DATAGRAM);
    }
  }
}
