package org.ikelb.monitor.ike;

import static org.ikelb.monitor.ike.Probing.cookie;
import static org.ikelb.monitor.ike.Probing.ike;
import static org.ikelb.monitor.ike.Probing.monitor;
import static org.ikelb.monitor.ike.Probing.spi;
import static org.ikelb.monitor.ike.Probing.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ikelb.ike.Answers;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Octets;
import org.ikelb.ike.PayloadFault;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.WideOffer;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Caveat;
import org.ikelb.spi.ProbeResult.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer, and each silence, is taken for. */
@Tag("slow")
class IkeMonitorAnswersTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private final IkeMonitor monitor = monitor(ProbeKind.ANY, "");

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
  void isUpWithACaveatIfItsOwnProposalsAreRefused() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::otherPolicy)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      int port = gateway.port().number();
      assertEquals("refuses the probe's proposals on " + port, result.detail());
      Caveat caveat = result.caveat().orElseThrow();
      assertEquals("proposals-refused", caveat.code());
      assertTrue(caveat.text().contains("refuses on " + port + " all"), caveat::text);
      assertTrue(caveat.text().contains("Offered: " + WideOffer.IN_WORDS), caveat::text);
    }
  }

  @Test
  void hasNoCaveatWhereAProposalIsTaken() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals("answers on " + gateway.port().number(), result.detail());
      assertEquals(Optional.empty(), result.caveat());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384, true",
    "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048, true",
    "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, true",
    "CAMELLIA_CBC_256/HMAC_SHA2_512_256/PRF_HMAC_SHA2_512/MODP_8192, false",
  })
  void onlyAGatewayWithARarePolicyHasTheCaveat(String policy, boolean takesOne) throws Exception {
    try (FakeGateway gateway =
        new FakeGateway(true, datagram -> Probing.withPolicy(Proposal.parse(policy), datagram))) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals(takesOne, result.caveat().isEmpty(), result::detail);
    }
  }

  @Test
  void isDownIfTheSettingsProposalIsRefused() throws Exception {
    String proposal = "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384";
    try (FakeGateway gateway = new FakeGateway(false, Probing::otherPolicy);
        FakeGateway other = new FakeGateway(true, Probing::natT)) {
      ProbeResult result =
          monitor(ProbeKind.READINESS, proposal)
              .probe(target(gateway.port(), other.port()), PATIENT);
      assertEquals(Verdict.DOWN, result.verdict());
      assertTrue(
          result.detail().startsWith("refuses the proposal on " + gateway.port().number() + ";"),
          result.detail());
      assertEquals(Optional.empty(), result.caveat());
      assertTrue(result.exchange().get(0).contains("SA(" + proposal + ")"));
    }
  }

  @Test
  void isUpAndCrowdedIfItIsAnsweredOnceTheCookieCameBack() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeGateway gateway =
        new FakeGateway(
            false, datagram -> asked.getAndIncrement() == 0 ? cookie(datagram) : ike(datagram))) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals(
          "crowded: answers after a cookie on " + gateway.port().number(), result.detail());
      ByteBuffer second = gateway.received().get(1).datagram().toBuffer();
      assertEquals(472, second.limit());
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
      assertEquals(472, gateway.received().get(2).datagram().length());
    }
  }

  @Test
  void isNotKeptBusyWithCookies() throws Exception {
    try (FakeGateway gateway = new FakeGateway(false, Probing::cookie)) {
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
    try (FakeGateway gateway = new FakeGateway(false, Probing::ike)) {
      ProbeResult result = monitor(ProbeKind.LIVENESS, "").probe(target(gateway.port()), PATIENT);
      assertEquals(Verdict.UP, result.verdict());
      assertEquals("answers on " + gateway.port().number(), result.detail());
      assertEquals(28, gateway.received().get(0).datagram().length());
    }
  }

  @Test
  void keepsTheDecodedExchange() throws Exception {
    try (FakeGateway gateway = new FakeGateway(true, Probing::natT)) {
      ProbeResult result = monitor.probe(target(gateway.port()), PATIENT);
      assertEquals(2, result.exchange().size(), result.exchange()::toString);
      String to = result.exchange().get(0);
      String spi = String.format("%016x/0000000000000000", spi(gateway.received().get(0), 4));
      String proposals =
          WideOffer.PROPOSALS.stream().map(Proposal::describe).collect(Collectors.joining(", "));
      assertTrue(
          to.matches("[0-9]+\\.[0-9] ms to " + gateway.port().number() + ": IKE_SA_INIT .*"), to);
      assertTrue(to.endsWith(spi + " [SA(" + proposals + ") KE(KE_NONE) No]"), to);
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
}
