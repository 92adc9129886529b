package org.ikelb.monitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.junit.jupiter.api.Test;

/** Without a network; what the kernel does is tested in {@link RealKernelTest}. */
class IcmpMonitorTest {
  private static final Duration SHORT = Duration.ofMillis(40);

  @Test
  void isUnknownAndTellsTheRemedyWhereNeitherKindOfSocketIsAllowed() throws Exception {
    IcmpMonitor monitor = monitor(new FakeLibC(Errno.EACCES, Errno.EPERM));
    ProbeResult result = monitor.probe(target("127.0.0.1"), SHORT);
    assertEquals(Verdict.UNKNOWN, result.verdict());
    assertEquals("not permitted to ping, see warnings", result.detail());
    String obstacle = monitor.obstacle().orElseThrow();
    assertTrue(obstacle.contains("sysctl -w net.ipv4.ping_group_range=\"0 2147483647\""), obstacle);
    assertTrue(obstacle.contains("add CAP_NET_RAW to AmbientCapabilities= and"), obstacle);
  }

  @Test
  void usesARawSocketWherePingSocketsAreNotAllowed() throws Exception {
    FakeLibC c = new FakeLibC(Errno.EACCES, 0);
    try (EchoSocket socket = EchoSocket.open(c, address("127.0.0.1"), Optional.empty())) {
      assertTrue(socket.isRaw());
      assertEquals(List.of(LibC.SOCK_RAW), c.open);
    }
    assertEquals(List.of(), c.open);
  }

  @Test
  void needsNoRawSocketWherePingSocketsAreAllowed() throws Exception {
    FakeLibC c = new FakeLibC(0, Errno.EPERM);
    IcmpMonitor monitor = monitor(c);
    ProbeResult result = monitor.probe(target("127.0.0.1"), SHORT);
    assertEquals(Verdict.DOWN, result.verdict(), result.detail());
    assertEquals("no answer", result.detail());
    assertEquals(Optional.empty(), monitor.obstacle());
    assertEquals(List.of(), c.open, "the socket is closed");
    assertEquals(2, result.exchange().size(), "asked twice: " + result.exchange());
    assertTrue(result.exchange().get(1).endsWith(" ms to 127.0.0.1: echo request 2"));
  }

  @Test
  void isUnknownWithoutAWarningOnOtherErrors() throws Exception {
    int tooManyOpenFiles = 24;
    IcmpMonitor monitor = monitor(new FakeLibC(tooManyOpenFiles, 0));
    ProbeResult result = monitor.probe(target("127.0.0.1"), SHORT);
    assertEquals(Verdict.UNKNOWN, result.verdict());
    assertTrue(result.detail().startsWith("cannot ping: "), result.detail());
    assertEquals(Optional.empty(), monitor.obstacle());
  }

  @Test
  void isUnknownIfTheNativeLibraryCannotBeLoaded() throws Exception {
    IcmpMonitor monitor =
        new IcmpMonitor(
            () -> {
              throw new UnsatisfiedLinkError("failed to map segment");
            },
            closed -> {});
    assertEquals(Verdict.UNKNOWN, monitor.probe(target("127.0.0.1"), SHORT).verdict());
    assertTrue(monitor.obstacle().orElseThrow().contains("failed to map segment"));
  }

  @Test
  void endsSoonWhenInterrupted() throws Exception {
    FakeLibC c = new FakeLibC(0, 0);
    FutureTask<ProbeResult> probe =
        new FutureTask<>(() -> monitor(c).probe(target("127.0.0.1"), Duration.ofMinutes(5)));
    Thread thread = new Thread(probe);
    thread.start();
    thread.interrupt();
    try {
      probe.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertInstanceOf(InterruptedException.class, e.getCause());
      assertEquals(List.of(), c.open);
      return;
    }
    throw new AssertionError("it returned a result: " + probe.get());
  }

  @Test
  void factoryWarnsOnlyWhileAMonitorIsInUse() throws Exception {
    IcmpMonitorFactory factory = new IcmpMonitorFactory(() -> new FakeLibC(Errno.EACCES, 1));
    assertFalse(factory.speaksIke());
    try (var monitor = factory.create(new NoSettings());
        var another = factory.create(new NoSettings())) {
      assertEquals(List.of(), factory.warnings(), "not tried yet");
      monitor.probe(target("127.0.0.1"), SHORT);
      another.probe(target("127.0.0.1"), SHORT);
      assertEquals(1, factory.warnings().size());
      assertEquals("ping-not-possible", factory.warnings().get(0).code());
    }
    assertEquals(List.of(), factory.warnings());
  }

  private static IcmpMonitor monitor(LibC c) {
    return new IcmpMonitor(() -> c, closed -> {});
  }

  private static ProbeTarget target(String address) throws Exception {
    return new ProbeTarget("vpn/vpn1", address(address), List.of(), Optional.empty());
  }

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }
}
