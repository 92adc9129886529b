package org.ikelb.monitor.ike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NatTraversal;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadFault;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.ikelb.spi.ProbeTarget.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IkeMonitorTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(600);

  private final IkeMonitor monitor = monitor(ProbeKind.ANY, "");

  private static IkeMonitor monitor(ProbeKind kind, String proposal) {
    return new IkeMonitor(
        new IkeMonitorSettings(kind, Optional.of(proposal).filter(text -> !text.isEmpty())));
  }

  @Test
  void isUpIfAllPortsAnswer() throws Exception {
    try (FakeGateway ike = new FakeGateway(false, IkeMonitorTest::ike);
        FakeGateway natT = new FakeGateway(true, IkeMonitorTest::natT)) {
      ProbeResult result = monitor.probe(target(ike.port(), natT.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict(), result.detail());
      assertEquals(
          "answers on " + ike.port().number() + " and " + natT.port().number(), result.detail());
      assertTrue(result.latency().compareTo(PATIENT) < 0);
      assertEquals(124, ike.received().get(0).datagram().length());
      assertEquals(128, natT.received().get(0).datagram().length());
    }
  }

  @Test
  void isDownIfOnePortIsSilentAndSaysWhich() throws Exception {
    try (FakeGateway ike = new FakeGateway(false, IkeMonitorTest::ike);
        FakeGateway natT = new FakeGateway(true, IkeMonitorTest::silence)) {
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
    try (FakeGateway silent = new FakeGateway(true, IkeMonitorTest::silence)) {
      ProbeResult result = monitor.probe(target(silent.port(), closed), SHORT);
      assertEquals(Verdict.DOWN, result.verdict());
      assertEquals(
          "nobody listens on " + closed.number() + "; no answer on " + silent.port().number(),
          result.detail());
    }
  }

  private static Port closedPort() throws IOException {
    try (FakeGateway gone = new FakeGateway(false, IkeMonitorTest::silence)) {
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

  @ParameterizedTest
  @CsvSource({
    "INVALID_SYNTAX, 7",
    "INVALID_IKE_SPI, 4",
    "AUTHENTICATION_FAILED, 24",
    "unheard of, 12345",
  })
  void anyWellFormedAnswerCounts(String name, int notifyType) throws Exception {
    try (FakeGateway gateway =
        new FakeGateway(false, datagram -> List.of(Answers.notification(datagram, notifyType)))) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict(), name);
      assertEquals("answers on " + gateway.port().number(), result.detail());
    }
  }

  @Test
  void isUpIfItsOwnProposalIsRefusedAndSaysSo() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::otherPolicy)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals("refuses the probe's proposal on " + gateway.port().number(), result.detail());
    }
  }

  @Test
  void isDownIfTheSettingsProposalIsRefused() throws Exception {
    String proposal = "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384";
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::otherPolicy);
        FakeGateway other = new FakeGateway(true, IkeMonitorTest::natT)) {
      ProbeResult result =
          monitor(ProbeKind.READINESS, proposal)
              .probe(target(gateway.port(), other.port()), PATIENT);
      assertEquals(Verdict.DOWN, result.verdict());
      assertTrue(
          result.detail().startsWith("refuses the proposal on " + gateway.port().number() + ";"),
          result.detail());
      assertTrue(result.exchange().get(0).contains("SA(" + proposal + ")"));
    }
  }

  @Test
  void isUpAndCrowdedIfItIsAnsweredOnceTheCookieCameBack() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeGateway gateway =
        new FakeGateway(
            false,
            datagram ->
                asked.getAndIncrement() == 0 ? cookie(datagram) : IkeMonitorTest.ike(datagram))) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals(
          "crowded: answers after a cookie on " + gateway.port().number(), result.detail());
      ByteBuffer second = gateway.received().get(1).datagram().toBuffer();
      assertEquals(156, second.limit());
      IkeMessage repeated = IkeMessage.read(second).orElseThrow();
      assertEquals(PayloadFault.NONE, repeated.fault());
      assertTrue(repeated.describe().contains("[N(COOKIE) SA("), repeated::describe);
      assertEquals(
          Octets.of(new byte[24]), repeated.notification(NotifyType.COOKIE).orElseThrow().data());
    }
  }

  @Test
  void isFullIfTheCookieIsAnsweredWithSilence() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeGateway gateway =
        new FakeGateway(
            false, datagram -> asked.getAndIncrement() == 0 ? cookie(datagram) : List.of())) {
      ProbeResult result = monitor.probe(target(gateway.port()), SHORT);
      assertEquals(Verdict.FULL, result.verdict());
      assertEquals("full: silent after its cookie on " + gateway.port().number(), result.detail());
      assertEquals(3, gateway.received().size(), "the cookie is returned twice");
      assertEquals(156, gateway.received().get(2).datagram().length());
    }
  }

  @Test
  void isNotKeptBusyWithCookies() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::cookie)) {
      ProbeResult result = monitor.probe(target(gateway.port()), SHORT);
      assertEquals(Verdict.FULL, result.verdict());
      assertTrue(gateway.received().size() <= 4, gateway.received()::toString);
    }
  }

  @Test
  void isUpIfOnlyTheLivenessQuestionIsAnswered() throws Exception {
    Function<ByteBuffer, List<ByteBuffer>> picky =
        datagram -> datagram.limit() == 28 ? ike(datagram) : List.of();
    try (FakeGateway gateway = new FakeGateway(false, picky)) {
      Duration second = Duration.ofSeconds(1);
      ProbeResult result = monitor.probe(target(gateway.port()), second);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals(
          "answers only the liveness question on " + gateway.port().number(), result.detail());
      assertEquals(
          Verdict.DOWN,
          monitor(ProbeKind.READINESS, "").probe(target(gateway.port()), SHORT).verdict());
    }
  }

  @Test
  void asksNothingButLivenessIfToldSo() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::ike)) {
      ProbeResult result = monitor(ProbeKind.LIVENESS, "").probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals("answers on " + gateway.port().number(), result.detail());
      assertEquals(28, gateway.received().get(0).datagram().length());
    }
  }

  @Test
  void keepsTheDecodedExchange() throws Exception {
    try (FakeGateway gateway = new FakeGateway(true, IkeMonitorTest::natT)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(2, result.exchange().size(), result.exchange()::toString);
      String to = result.exchange().get(0);
      String spi = String.format("%016x/0000000000000000", spi(gateway.received().get(0), 4));
      String proposal = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048";
      assertTrue(
          to.matches("[0-9]+\\.[0-9] ms to " + gateway.port().number() + ": IKE_SA_INIT .*"), to);
      assertTrue(to.endsWith(spi + " [SA(" + proposal + ") KE(KE_NONE) No]"), to);
      String from = result.exchange().get(1);
      assertTrue(from.contains(" ms from " + gateway.port().number() + ": IKE_SA_INIT "), from);
      assertTrue(from.endsWith(spi + " [N(INVALID_KE_PAYLOAD MODP_2048)]"), from);
    }
  }

  @Test
  void keepsOnlySoMuchOfTheExchange() throws Exception {
    Function<ByteBuffer, List<ByteBuffer>> babbler =
        datagram -> Collections.nCopies(200, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    try (FakeGateway gateway = new FakeGateway(false, babbler)) {
      ProbeResult result = monitor.probe(target(gateway.port()), SHORT);
      assertEquals(32, result.exchange().size());
      assertTrue(result.exchange().get(1).endsWith(": 3 bytes, too few for IKE"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "readiness, AES_CBC/PRF_HMAC_SHA1/MODP_2048, \"proposal\": \"AES_CBC\" is none of",
    "any, AES_CBC_256/PRF_HMAC_SHA1/MODP_2048, \"proposal\": needs one integrity algorithm",
    "liveness, AES_GCM_16_256/PRF_HMAC_SHA1/ECP_256, is nothing that the probe \"liveness\" asks",
  })
  void refusesSettingsThatCannotBeMeant(String kind, String proposal, String rule) {
    ProbeKind parsed = ProbeKind.valueOf(kind.toUpperCase(Locale.ROOT));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new IkeMonitorSettings(parsed, Optional.of(proposal)));
    assertTrue(String.valueOf(e.getMessage()).contains(rule), e::getMessage);
  }

  @Test
  void everyQuestionHasItsOwnSpi() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::ike)) {
      monitor.probe(target(gateway.port()), PATIENT);
      monitor.probe(target(gateway.port()), PATIENT);
      assertNotEquals(spi(gateway.received().get(0), 0), spi(gateway.received().get(1), 0));
    }
  }

  @Test
  void probesFromTheSourceAddress() throws Exception {
    InetAddress source = InetAddress.getByName("127.0.0.77");
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::ike)) {
      ProbeTarget target = target(Optional.of(source), gateway.port());
      assertEquals(Verdict.UP, monitor.probe(target, PATIENT).verdict());
      assertEquals(source, gateway.received().get(0).from().getAddress());
    }
  }

  @Test
  void probesIpv6() throws Exception {
    InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex("0".repeat(31) + "1"));
    try (FakeGateway gateway = new FakeGateway(address, true, IkeMonitorTest::natT)) {
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
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::ike)) {
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
    try (FakeGateway silent = new FakeGateway(false, IkeMonitorTest::silence)) {
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
    try (FakeGateway gateway = new FakeGateway(false, IkeMonitorTest::ike);
        var made = factory.create(new IkeMonitorSettings(ProbeKind.ANY, Optional.empty()))) {
      assertEquals(Verdict.UP, made.probe(target(gateway.port()), PATIENT).verdict());
    }
  }

  /** As strongSwan answers. */
  private static List<ByteBuffer> ike(ByteBuffer datagram) {
    return IkeHeader.majorVersion(datagram, datagram.position()) == 3
        ? List.of(Answers.invalidMajorVersion(datagram))
        : List.of(Answers.invalidKe(datagram, 14));
  }

  private static List<ByteBuffer> natT(ByteBuffer datagram) {
    ByteBuffer question = datagram.position(NatTraversal.MARKER_LENGTH);
    return List.of(NatTraversal.withMarker(ike(question).get(0)));
  }

  private static List<ByteBuffer> otherPolicy(ByteBuffer datagram) {
    return List.of(Answers.noProposalChosen(datagram));
  }

  private static List<ByteBuffer> cookie(ByteBuffer datagram) {
    return List.of(Answers.cookie(datagram, new byte[24]));
  }

  private static List<ByteBuffer> silence(ByteBuffer datagram) {
    return List.of();
  }

  private static long spi(FakeGateway.Received received, int offset) {
    return IkeHeader.initiatorSpi(received.datagram().toBuffer(), offset);
  }

  private static ProbeTarget target(Port... ports) throws IOException {
    return target(Optional.empty(), ports);
  }

  private static ProbeTarget target(Optional<InetAddress> source, Port... ports)
      throws IOException {
    return new ProbeTarget("vpn/vpn1", InetAddress.getLoopbackAddress(), List.of(ports), source);
  }
}
