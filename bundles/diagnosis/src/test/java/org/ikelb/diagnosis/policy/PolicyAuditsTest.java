package org.ikelb.diagnosis.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ikelb.api.Probes;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.ClientReport;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.diagnosis.PolicyReport;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.ikelb.ike.Answers;
import org.ikelb.ike.NotifyType;
import org.ikelb.spi.ProbeTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAuditsTest {
  private static final String CBC = "AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048";
  private static final String GCM = "AES_GCM_16_256/PRF_HMAC_SHA2_384/ECP_384";
  private static final String RRAS = "3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024";

  private static final AskingLimits FAST =
      new AskingLimits(
          Duration.ofMillis(1), Duration.ofSeconds(5), 2, 2, 250, Duration.ofMinutes(2));

  /** For gateways that say nothing: to wait for the answer that does not come. */
  private static final AskingLimits IMPATIENT =
      new AskingLimits(
          Duration.ofMillis(1), Duration.ofMillis(100), 2, 2, 250, Duration.ofMinutes(2));

  private final Map<GatewayId, ProbeTarget> targets = new LinkedHashMap<>();
  private final List<PolicedGateway> gateways = new ArrayList<>();

  @AfterEach
  void stop() {
    gateways.forEach(PolicedGateway::close);
  }

  private PolicedGateway gateway(String name, boolean natT, String... policy) {
    PolicedGateway gateway = new PolicedGateway("vpn/" + name, natT, policy);
    gateways.add(gateway);
    targets.put(new GatewayId("vpn", name), gateway.target());
    return gateway;
  }

  private PolicyAudits audits(AskingLimits limits) {
    Probes probes =
        new Probes() {
          @Override
          public List<GatewayView.Probe> probeNow(GatewayId gateway) {
            throw new IllegalStateException("nobody wants that");
          }

          @Override
          public List<ProbeTarget> targets(GatewayId gateway) {
            return List.of(targets.get(gateway));
          }
        };
    return new PolicyAudits(probes, limits);
  }

  private PolicyReport audit(AskingLimits limits) throws Exception {
    return audits(limits).audit(List.copyOf(targets.keySet()));
  }

  private static String taken(GatewayPolicy policy) {
    return policy.algorithms().stream()
        .filter(one -> one.answer() == PolicyAnswer.ACCEPTED)
        .map(GatewayPolicy.Algorithm::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }

  private static List<String> takenSuites(GatewayPolicy policy) {
    return policy.suites().stream()
        .filter(one -> one.answer() == PolicyAnswer.ACCEPTED)
        .map(GatewayPolicy.Suite::name)
        .sorted()
        .toList();
  }

  private static long count(GatewayPolicy policy, PolicyAnswer answer) {
    return policy.algorithms().stream().filter(one -> one.answer() == answer).count();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsWhatAGatewayIsSetToAndNothingElse(boolean natT) throws Exception {
    PolicedGateway gateway = gateway("gw1", natT, CBC, GCM);
    GatewayPolicy found = audit(FAST).gateways().get(0);
    assertEquals(
        "[AES_CBC_256, AES_GCM_16_256, ECP_384, HMAC_SHA2_256_128, MODP_2048,"
            + " PRF_HMAC_SHA2_256, PRF_HMAC_SHA2_384]",
        taken(found));
    assertEquals(0, count(found, PolicyAnswer.UNKNOWN));
    assertEquals(List.of(CBC, GCM), takenSuites(found));
    assertEquals(0, gateway.halfOpen.get());
    assertEquals(gateway.receivedAt.size(), found.sent().datagrams());
    assertEquals(found.sent().datagrams(), found.sent().answers());
    assertEquals("127.0.0.1", found.sent().source());
  }

  @Test
  void findsProposalsOfManyAlgorithmsOneByOne() throws Exception {
    gateway(
        "gw1",
        false,
        "AES_CBC_128/AES_CBC_256/HMAC_SHA2_256_128/HMAC_SHA1_96/PRF_HMAC_SHA2_256"
            + "/PRF_HMAC_SHA1/MODP_2048/ECP_256");
    GatewayPolicy found = audit(FAST).gateways().get(0);
    assertEquals(
        "[AES_CBC_128, AES_CBC_256, ECP_256, HMAC_SHA1_96, HMAC_SHA2_256_128, MODP_2048,"
            + " PRF_HMAC_SHA1, PRF_HMAC_SHA2_256]",
        taken(found));
    assertEquals(16, takenSuites(found).size());
  }

  @Test
  void namesWhatOneGatewayOfAPoolTakesAndAnotherDoesNot() throws Exception {
    gateway("gw1", false, CBC, GCM);
    gateway("gw2", false, CBC);
    gateway("gw3", false, CBC).first = request -> Optional.of(List.of());
    PolicyReport report = audit(IMPATIENT);
    assertEquals(
        List.of("AES_GCM_16_256", "PRF_HMAC_SHA2_384", "ECP_384"),
        report.differences().stream().map(PolicyReport.Difference::name).toList());
    report.differences().forEach(one -> assertEquals(List.of("vpn/gw1"), one.accepting()));
    report.differences().forEach(one -> assertEquals(List.of("vpn/gw2"), one.refusing()));
  }

  @Test
  void namesCombinationsThatDifferWhereNoAlgorithmDoes() throws Exception {
    gateway("gw1", false, "AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024", CBC);
    gateway(
        "gw2",
        false,
        "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
        "AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024");
    List<PolicyReport.Difference> differences = audit(FAST).differences();
    assertEquals(4, differences.size(), differences::toString);
    differences.forEach(one -> assertEquals("suite", one.kind()));
  }

  @Test
  void returnsCookies() throws Exception {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    gateway.askForCookies(request -> List.of(gateway.answer(request)));
    GatewayPolicy found = audit(FAST).gateways().get(0);
    assertEquals("[AES_CBC_256, HMAC_SHA2_256_128, MODP_2048, PRF_HMAC_SHA2_256]", taken(found));
    assertEquals(0, count(found, PolicyAnswer.UNKNOWN));
  }

  @Test
  void silenceIsNoRefusal() throws Exception {
    gateway("gw1", false, CBC).first = request -> Optional.of(List.of());
    GatewayPolicy found = audit(IMPATIENT).gateways().get(0);
    assertFalse(found.answered());
    assertEquals(found.algorithms().size(), count(found, PolicyAnswer.UNKNOWN));
    assertEquals("it did not answer", found.note());
    assertEquals(4, found.sent().datagrams(), "two questions, twice each, and no more");
  }

  @Test
  void silenceAfterACookieIsNoRefusalEither() throws Exception {
    gateway("gw1", false, CBC).askForCookies(request -> List.of());
    GatewayPolicy found = audit(IMPATIENT).gateways().get(0);
    assertTrue(found.answered());
    assertEquals(found.algorithms().size(), count(found, PolicyAnswer.UNKNOWN));
    assertTrue(found.note().contains("silent when it got it"), found.note());
  }

  @Test
  void cookiesWithoutEndAreNotReturnedWithoutEnd() throws Exception {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    gateway.first = request -> Optional.of(List.of(Answers.cookie(request, new byte[8])));
    GatewayPolicy found = audit(IMPATIENT).gateways().get(0);
    assertEquals(found.algorithms().size(), count(found, PolicyAnswer.UNKNOWN));
    assertTrue(gateway.receivedAt.size() <= 8, gateway.receivedAt::toString);
  }

  @Test
  void anyOtherAnswerIsNoRefusalEither() throws Exception {
    gateway("gw1", false, CBC).first =
        request -> Optional.of(List.of(Answers.notification(request, NotifyType.INVALID_SYNTAX)));
    GatewayPolicy found = audit(FAST).gateways().get(0);
    assertTrue(found.answered());
    assertEquals(found.algorithms().size(), count(found, PolicyAnswer.UNKNOWN));
    assertEquals("it answered with INVALID_SYNTAX", found.note());
  }

  @Test
  void answersWithAnotherSpiDoNotCount() throws Exception {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    gateway.first =
        request -> {
          var forged = Answers.noProposalChosen(request);
          forged.putLong(0, forged.getLong(0) + 2);
          return Optional.of(List.of(forged, gateway.answer(request)));
        };
    assertEquals(
        "[AES_CBC_256, HMAC_SHA2_256_128, MODP_2048, PRF_HMAC_SHA2_256]",
        taken(audit(FAST).gateways().get(0)));
  }

  @Test
  void oneThatRefusesEverythingIsAskedOnce() throws Exception {
    PolicedGateway gateway = gateway("gw1", false);
    GatewayPolicy found = audit(FAST).gateways().get(0);
    assertEquals(found.algorithms().size(), count(found, PolicyAnswer.REFUSED));
    assertEquals(1, gateway.receivedAt.size());
  }

  @Test
  void nobodyIsAskedFasterThanIsAllowed() throws Exception {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    audit(
        new AskingLimits(
            Duration.ofMillis(10), Duration.ofSeconds(5), 2, 2, 30, Duration.ofMinutes(1)));
    List<Long> at = gateway.receivedAt;
    long took = at.get(at.size() - 1) - at.get(0);
    assertEquals(30, at.size(), "and nobody more than is allowed");
    assertTrue(took >= Duration.ofMillis(280).toNanos(), took + " ns");
  }

  @Test
  void onlyOneAsksAtATime() throws Exception {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    gateway.first =
        request -> {
          asked.countDown();
          try {
            enough.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        };
    PolicyAudits audits = audits(FAST);
    List<GatewayId> all = List.copyOf(targets.keySet());
    Thread other =
        new Thread(
            () -> {
              try {
                audits.audit(all);
              } catch (Refused | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    assertTrue(asked.await(60, TimeUnit.SECONDS));
    assertThrows(Refused.class, () -> audits.audit(all));
    enough.countDown();
    other.join();
    assertEquals(1, audits.audit(all).gateways().size());
  }

  @Test
  void ratesWhatIsTakenTheWorstFirst() throws Exception {
    gateway("gw1", false, RRAS, CBC);
    List<PolicyReport.Rating> ratings = audit(FAST).ratings();
    assertEquals("MODP_1024", ratings.get(0).name());
    assertEquals("SHOULD NOT", ratings.get(0).level());
    assertEquals("RFC 8247, section 2.4", ratings.get(0).source());
    assertEquals(
        List.of("MODP_1024", "3DES_CBC", "HMAC_SHA1_96", "PRF_HMAC_SHA1"),
        ratings.stream()
            .filter(one -> one.note().contains("default of Windows RRAS"))
            .map(PolicyReport.Rating::name)
            .toList());
  }

  private ClientReport compare(String client, Optional<String> server) throws Exception {
    return audits(FAST)
        .compare(
            List.copyOf(targets.keySet()),
            new PolicyText("client.txt", client),
            server.map(text -> new PolicyText("server.txt", text)));
  }

  @Test
  void saysAtWhichGatewaysAClientConnectsAndWhyNotAtOthers() throws Exception {
    gateway("gw1", false, CBC);
    gateway("gw2", false, RRAS);
    gateway("gw3", false, CBC, "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/ECP_256");
    ClientReport report = compare("aes256-sha256-modp2048", Optional.empty());
    assertEquals(
        List.of(PolicyAnswer.ACCEPTED, PolicyAnswer.REFUSED, PolicyAnswer.ACCEPTED),
        report.matches().stream().map(ClientReport.Match::answer).toList());
    assertEquals(List.of(CBC), report.matches().get(0).suites());
    assertEquals(
        List.of(
            "encryption: offered AES_CBC_256; the gateway takes 3DES_CBC",
            "integrity: offered HMAC_SHA2_256_128; the gateway takes HMAC_SHA1_96",
            "group: offered MODP_2048; the gateway takes MODP_1024",
            "it takes this, the nearest: " + RRAS + " (Windows: DES3 SHA1 Group2)"),
        report.matches().get(1).reasons());
    assertTrue(report.esp().startsWith("not visible from outside"), report.esp());
  }

  @Test
  void namesTheOneAlgorithmThatDiffersAndTheNearestSuite() throws Exception {
    gateway("gw1", false, CBC, GCM);
    ClientReport report =
        compare(
            "Set-VpnConnectionIPsecConfiguration VPN -EncryptionMethod AES256"
                + " -IntegrityCheckMethod SHA256 -DHGroup Group2",
            Optional.empty());
    assertEquals(
        List.of(
            "group: offered MODP_1024; the gateway takes ECP_384, MODP_2048",
            "it takes this, the nearest: " + CBC + " (Windows: AES256 SHA256 Group14)"),
        report.matches().get(0).reasons());
  }

  @Test
  void saysThatOnlyTheCombinationIsRefused() throws Exception {
    gateway("gw1", false, CBC, GCM);
    ClientReport report = compare("aes256-sha256-prfsha256-ecp384", Optional.empty());
    assertTrue(
        report.matches().get(0).reasons().get(0).contains("not in any such combination"),
        report::toString);
  }

  @Test
  void isNotSureOfAClientThatOffersMoreThanIsKnown() throws Exception {
    gateway("gw1", false, CBC);
    for (String offers : List.of("default", "3des-sha1-modp1024,default")) {
      ClientReport.Match match = compare(offers, Optional.empty()).matches().get(0);
      assertEquals(PolicyAnswer.UNKNOWN, match.answer(), offers);
      assertTrue(match.reasons().get(0).contains("not all of them"), match::toString);
    }
  }

  @Test
  void asksForAlgorithmsThatItWouldNotAskForItself() throws Exception {
    String rare = "CAMELLIA_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE448";
    gateway("gw1", false, CBC, rare);
    ClientReport report = compare("camellia256-sha256-x448", Optional.empty());
    assertEquals(List.of(rare), report.matches().get(0).suites());
  }

  @Test
  void judgesTheEspHalfByAServersOwnPolicy() throws Exception {
    gateway("gw1", false, CBC);
    String ike = "EncryptionMethod: AES256\nIntegrityCheckMethod: SHA256\nDHGroup: Group14\n";
    String client =
        ike + "CipherTransformConstants: AES256\nAuthenticationTransformConstants: SHA256128\n";
    String gcm =
        ike + "CipherTransformConstants: GCMAES256\nAuthenticationTransformConstants: GCMAES256\n";
    assertEquals(
        "agrees: AES_CBC_256/HMAC_SHA2_256_128; but PFS differs: the client has MODP_2048, the"
            + " gateway none. A login does not need it (RFC 7296, section 1.2); a later re-key may"
            + " fail for it",
        compare(client + "PfsGroup: PFS2048", Optional.of(client + "PfsGroup: None")).esp());
    String differs = compare(client, Optional.of(gcm)).esp();
    assertTrue(
        differs.startsWith(
            "differs: the client offers AES_CBC_256/HMAC_SHA2_256_128; the gateway takes"
                + " AES_GCM_16_256"),
        differs);
    String unsaid = compare(client, Optional.of(ike)).esp();
    assertEquals("cannot be judged: the gateway's policy does not say what it is", unsaid);
  }

  @Test
  void saysWhatIsWrongWithBothFilesAtOnceAndAsksNobody() {
    PolicedGateway gateway = gateway("gw1", false, CBC);
    Refused refused =
        assertThrows(
            Refused.class, () -> compare("aes265-sha256-modp2048", Optional.of("DHGroup: Goup14")));
    assertEquals(
        "client.txt:1: the keyword \"aes265\" is not known; did you mean \"aes256\"?",
        refused.reasons().get(0));
    assertTrue(
        refused.reasons().stream().anyMatch(one -> one.startsWith("server.txt:1: DHGroup")),
        refused::toString);
    assertEquals(0, gateway.receivedAt.size());
  }

  @Test
  void whatIsRecommendedIsReadBackAsWhatItIsCalled() throws Exception {
    gateway("gw1", false, CBC);
    for (ClientReport.Commands commands :
        compare("aes256-sha256-modp2048", Optional.empty()).commands()) {
      String text = String.join("\n", commands.lines());
      List<String> offers = compare(text, Optional.of(text)).offers();
      String expected =
          commands.policy().startsWith("minimum")
              ? "AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"
              : "AES_CBC_256/HMAC_SHA2_384_192/PRF_HMAC_SHA2_384/ECP_384";
      assertEquals(List.of(expected), offers, text);
    }
  }
}
