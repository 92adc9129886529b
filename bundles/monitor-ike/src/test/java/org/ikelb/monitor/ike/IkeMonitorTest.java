package org.ikelb.monitor.ike;

import static org.ikelb.monitor.ike.Probing.ike;
import static org.ikelb.monitor.ike.Probing.monitor;
import static org.ikelb.monitor.ike.Probing.natT;
import static org.ikelb.monitor.ike.Probing.spi;
import static org.ikelb.monitor.ike.Probing.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ikelb.ike.Answers;
import org.ikelb.ike.NatTraversal;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class IkeMonitorTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final IkeMonitor monitor = monitor(ProbeKind.ANY, "");

  @Test
  void isUpIfAllPortsAnswer() throws Exception {
    try (FakeGateway ike = new FakeGateway(false, Probing::ike);
        FakeGateway natT = new FakeGateway(true, Probing::natT)) {
      ProbeResult result = monitor.probe(target(ike.port(), natT.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict(), result.detail());
      assertEquals(
          "answers on " + ike.port().number() + " and " + natT.port().number(), result.detail());
      assertTrue(result.latency().compareTo(PATIENT) < 0);
      assertEquals(440, ike.received().get(0).datagram().length());
      assertEquals(444, natT.received().get(0).datagram().length());
    }
  }

  @Test
  void isDownIfOnePortIsSilentAndSaysWhich() throws Exception {
    try (FakeGateway ike = new FakeGateway(false, Probing::ike);
        FakeGateway natT = new FakeGateway(true, Probing::silence)) {
      ProbeResult result = monitor.probe(target(ike.port(), natT.port()), SHORT);
      assertEquals(Verdict.DOWN, result.verdict());
      assertEquals(
          "no answer on " + natT.port().number() + "; answers on " + ike.port().number(),
          result.detail());
      assertTrue(result.latency().compareTo(SHORT) >= 0, result.latency()::toString);
      assertEquals(1, ike.received().size(), "who answered is not asked again");
      assertEquals(3, natT.received().size(), "who did not is asked once more, both questions");
    }
  }

  @Test
  void isUpIfOnlyTheSecondQuestionIsAnswered() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeGateway lossy =
        new FakeGateway(
            false, datagram -> asked.getAndIncrement() == 0 ? List.of() : ike(datagram))) {
      ProbeResult result = monitor.probe(target(lossy.port()), Duration.ofSeconds(2));
      assertEquals(Verdict.UP, result.verdict(), result.detail());
      assertTrue(result.latency().toMillis() >= 1000, result.latency()::toString);
    }
  }

  @Test
  void isDownAtOnceIfNobodyListens() throws Exception {
    Port closed = closedPort();
    Port alsoClosed = closedPort();
    ProbeResult result = monitor.probe(target(closed, alsoClosed), PATIENT);
    assertEquals(Verdict.DOWN, result.verdict());
    assertEquals(
        "nobody listens on " + closed.number() + " and " + alsoClosed.number(), result.detail());
    assertTrue(result.latency().toSeconds() < 10, result.latency()::toString);
  }

  @Test
  void saysWhatIsWrongWithEachPort() throws Exception {
    Port closed = closedPort();
    try (FakeGateway silent = new FakeGateway(true, Probing::silence)) {
      ProbeResult result = monitor.probe(target(silent.port(), closed), SHORT);
      assertEquals(Verdict.DOWN, result.verdict());
      assertEquals(
          "nobody listens on " + closed.number() + "; no answer on " + silent.port().number(),
          result.detail());
    }
  }

  private static Port closedPort() throws IOException {
    try (FakeGateway gone = new FakeGateway(false, Probing::silence)) {
      return gone.port();
    }
  }

  @Test
  void believesNothingButAnAnswerToItsQuestion() throws Exception {
    Function<ByteBuffer, List<ByteBuffer>> liar =
        datagram -> {
          ByteBuffer otherSpi = Answers.invalidMajorVersion(datagram);
          otherSpi.put(7, (byte) ~otherSpi.get(7));
          ByteBuffer cut = Answers.invalidMajorVersion(datagram).slice(0, 30);
          ByteBuffer marked = NatTraversal.withMarker(Answers.invalidMajorVersion(datagram));
          return List.of(datagram, otherSpi, cut, marked, ByteBuffer.allocate(0));
        };
    try (FakeGateway gateway = new FakeGateway(false, liar)) {
      ProbeResult result = monitor.probe(target(gateway.port()), SHORT);
      assertEquals(Verdict.DOWN, result.verdict(), result.detail());
    }
  }

  @Test
  void findsTheAnswerAmongOtherDatagrams() throws Exception {
    Function<ByteBuffer, List<ByteBuffer>> noisy =
        datagram ->
            List.of(
                ByteBuffer.wrap(new byte[] {(byte) 0xff}),
                ByteBuffer.allocate(0),
                natT(datagram).get(0));
    try (FakeGateway gateway = new FakeGateway(true, noisy)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict(), result.detail());
    }
  }

  @Test
  void everyQuestionHasItsOwnSpi() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      monitor.probe(target(gateway.port()), PATIENT);
      monitor.probe(target(gateway.port()), PATIENT);
      assertNotEquals(spi(gateway.received().get(0), 0), spi(gateway.received().get(1), 0));
    }
  }

  @Test
  void probesFromTheSourceAddress() throws Exception {
    InetAddress source = InetAddress.getByName("127.0.0.77");
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      ProbeTarget target = target(Optional.of(source), gateway.port());
      assertEquals(Verdict.UP, monitor.probe(target, PATIENT).verdict());
      assertEquals(source, gateway.received().get(0).from().getAddress());
    }
  }

  @Test
  void probesIpv6() throws Exception {
    InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex("0".repeat(31) + "1"));
    try (FakeGateway gateway = new FakeGateway(address, true, Probing::natT)) {
      ProbeTarget target =
          new ProbeTarget("vpn/vpn1", address, List.of(gateway.port()), Optional.empty());
      ProbeResult result = monitor.probe(target, PATIENT);
      assertEquals(Verdict.UP, result.verdict(), result.detail());
    }
  }

  @Test
  void isUnknownIfItCannotAsk() throws Exception {
    InetAddress notHere = InetAddress.getByName("192.0.2.1");
    ProbeResult result = monitor.probe(target(Optional.of(notHere), new Port(500, false)), PATIENT);
    assertEquals(Verdict.UNKNOWN, result.verdict());
    assertTrue(result.detail().startsWith("cannot probe from 192.0.2.1: "), result.detail());
    assertEquals(Verdict.UNKNOWN, monitor.probe(target(), PATIENT).verdict(), "no port to ask");
  }

  @Test
  void leavesNoDescriptorOpenAfterAThousandProbes() throws Exception {
    Port closed = closedPort();
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      monitor.probe(target(gateway.port(), closed), PATIENT);
      int before = descriptors();
      for (int i = 0; i < 1000; i++) {
        monitor.probe(target(gateway.port(), closed), PATIENT);
      }
      assertEquals(before, descriptors());
    }
  }

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  @Test
  void endsSoonWhenInterrupted() throws Exception {
    try (FakeGateway silent = new FakeGateway(false, Probing::silence)) {
      FutureTask<ProbeResult> probe =
          new FutureTask<>(() -> monitor.probe(target(silent.port()), Duration.ofMinutes(5)));
      Thread thread = new Thread(probe);
      thread.start();
      thread.interrupt();
      try {
        probe.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        assertInstanceOf(InterruptedException.class, e.getCause());
        return;
      }
      throw new AssertionError("it returned a result: " + probe.get());
    }
  }

  @Test
  void factorySaysThatItSpeaksIke() throws Exception {
    IkeMonitorFactory factory = new IkeMonitorFactory();
    assertTrue(factory.speaksIke());
    assertSame(IkeMonitorSettings.class, factory.settingsType());
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike);
        var made = factory.create(new IkeMonitorSettings(ProbeKind.ANY, Optional.empty()))) {
      assertEquals(Verdict.UP, made.probe(target(gateway.port()), PATIENT).verdict());
    }
  }
}
