package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.FailedAttempt;
import org.ikelb.core.event.SessionEvent;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.ike.Answers;
import org.ikelb.spi.Guard;
import org.junit.jupiter.api.Test;

/** What a client's try to log in came to, as far as it can be seen. */
class AttemptsTest {
  private static final String CLIENT = "192.0.2.1:500";
  private static final String CLIENT_4500 = "192.0.2.1:4500";
  private static final long SPI = 0x1111;
  private static final long RESPONDER_SPI = 0x2222;
  private static final int IDI = 35;
  private static final int NO_PROPOSAL_CHOSEN = 14;

  private final Balancer balancer = Balancer.started();

  private SessionUpstream dial() {
    return dial(CLIENT, SPI);
  }

  private SessionUpstream dial(String client, long spi) {
    balancer.client(client, ON_500, Packets.initRequest(spi));
    return balancer.lastUpstream(ON_500).orElseThrow();
  }

  private SessionUpstream greeted() {
    SessionUpstream upstream = dial();
    balancer.gateway(upstream, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    return upstream;
  }

  private SessionUpstream asks(int exchange, int id, int inside) {
    balancer.client(
        CLIENT_4500,
        ON_4500,
        Packets.marked(Packets.request(SPI, RESPONDER_SPI, exchange, id, inside)));
    return balancer.lastUpstream(ON_4500).orElseThrow();
  }

  private void answers(SessionUpstream upstream, int exchange, int id, int inside) {
    balancer.gateway(
        upstream,
        ON_4500,
        Packets.marked(Packets.answer(SPI, RESPONDER_SPI, exchange, id, inside)));
  }

  private void clear(SessionUpstream upstream, ByteBuffer answer) {
    balancer.gateway(upstream, ON_500, answer);
  }

  private FailedAttempt failed() {
    List<FailedAttempt> failed = balancer.attempts.failed();
    assertEquals(1, failed.size(), failed::toString);
    return failed.get(0);
  }

  private long count(AttemptOutcome outcome) {
    return balancer.gateways.stream()
        .mapToLong(gateway -> gateway.counter().attempts().getOrDefault(outcome, 0L))
        .sum();
  }

  private void endsAs(AttemptOutcome outcome, String detail) {
    balancer.pass(Duration.ofMinutes(4));
    assertEquals(outcome, failed().outcome());
    assertTrue(failed().detail().contains(detail), failed()::toString);
    assertEquals(1, count(outcome));
    assertEquals(1, balancer.events.of(SessionEvent.AttemptFailed.class).size());
  }

  @Test
  void establishedIsWhoIsIn() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.AUTH_INSIDE);
    assertEquals(1, count(AttemptOutcome.ESTABLISHED));
    balancer.pass(Duration.ofHours(2));
    assertEquals(List.of(), balancer.attempts.failed());
  }

  @Test
  void refusedIsWhoseProposalsTheGatewayDoesNotWant() {
    SessionUpstream upstream = dial();
    clear(upstream, Answers.noProposalChosen(Packets.initRequest(SPI)));
    assertEquals(AttemptOutcome.REFUSED, failed().outcome());
    assertEquals("NO_PROPOSAL_CHOSEN by " + upstream.session().gateway().name(), failed().detail());
    assertTrue(
        upstream.session().story().toString().contains("refused: NO_PROPOSAL_CHOSEN"),
        "the session tells it");
    endsAs(AttemptOutcome.REFUSED, "NO_PROPOSAL_CHOSEN"); // and it is counted once
  }

  @Test
  void unansweredIsWhomTheGatewayDoesNotAnswer() {
    dial();
    endsAs(AttemptOutcome.UNANSWERED, "answered none of 1 requests");
  }

  @Test
  void answerLostIsWhoAsksAgainThoughTheGatewayHasAnswered() {
    greeted();
    balancer.pass(Duration.ofSeconds(2));
    dial();
    balancer.pass(Duration.ofSeconds(4));
    dial();
    endsAs(AttemptOutcome.ANSWER_LOST, "asked 2 times more");
  }

  @Test
  void givenUpIsWhoDoesNotGoOn() {
    greeted();
    endsAs(AttemptOutcome.GIVEN_UP, "did not go on");
  }

  @Test
  void givenUpIsWhoDoesNotBringTheCookieBack() {
    clear(dial(), Answers.cookie(Packets.initRequest(SPI), (byte) 1));
    endsAs(AttemptOutcome.GIVEN_UP, "wanted another request");
  }

  @Test
  void stuckIsWhoseLoginIsNotAnswered() {
    greeted();
    asks(Packets.AUTH, 1, IDI);
    asks(Packets.AUTH, 1, IDI);
    endsAs(AttemptOutcome.STUCK, "answered none of 2 IKE_AUTH messages of up to 68 bytes");
  }

  @Test
  void stuckIsWhomTheAnswerToHisLoginDoesNotReach() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.EAP_INSIDE);
    asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.EAP_INSIDE);
    asks(Packets.AUTH, 1, IDI);
    endsAs(AttemptOutcome.STUCK, "asked the same 2 times more");
  }

  @Test
  void loginFailedIsWhosePasswordIsWrong() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.IDR_INSIDE);
    asks(Packets.AUTH, 2, Packets.EAP_INSIDE);
    answers(upstream, Packets.AUTH, 2, Packets.EAP_INSIDE);
    asks(Packets.INFORMATIONAL, 3, Packets.NOTIFY_INSIDE);
    answers(upstream, Packets.INFORMATIONAL, 3, Packets.NOTHING_INSIDE);
    endsAs(AttemptOutcome.LOGIN_FAILED, "after 1 rounds of EAP");
  }

  @Test
  void loginFailedIsWhoDoesNotTrustTheCertificate() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.IDR_INSIDE);
    asks(Packets.INFORMATIONAL, 2, Packets.NOTIFY_INSIDE);
    answers(upstream, Packets.INFORMATIONAL, 2, Packets.NOTHING_INSIDE);
    assertEquals(0, count(AttemptOutcome.ESTABLISHED));
  }

  @Test
  void establishedIsWhoseCheckOfThePathIsAnsweredWithNotifications() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.IDR_INSIDE);
    asks(Packets.INFORMATIONAL, 2, Packets.NOTIFY_INSIDE);
    answers(upstream, Packets.INFORMATIONAL, 2, Packets.NOTIFY_INSIDE);
    assertEquals(1, count(AttemptOutcome.ESTABLISHED));
  }

  @Test
  void quietIsWhoSaysNoMoreAfterTheGatewayHasNamedItself() {
    greeted();
    SessionUpstream upstream = asks(Packets.AUTH, 1, IDI);
    answers(upstream, Packets.AUTH, 1, Packets.IDR_INSIDE);
    balancer.pass(Duration.ofSeconds(31));
    assertEquals(1, count(AttemptOutcome.QUIET));
    assertEquals(List.of(), balancer.attempts.failed());
  }

  @Test
  void notAdmittedIsWhomAGuardDrops() {
    Balancer guarded =
        new Balancer().with((opening, admission) -> new Guard.Verdict.Drop()).start();
    guarded.client(CLIENT, ON_500, Packets.initRequest(SPI));
    assertEquals(
        1L, guarded.attempts.notAdmitted().get(0).counts().get(AttemptOutcome.NOT_ADMITTED));
  }

  // where the next dial goes

  @Test
  void theNextDialOfARefusedClientGoesElsewhereAndThatOfAnotherDoesNot() {
    Balancer byAddress = new Balancer().with(Balancer.BY_ADDRESS).start();
    byAddress.client(CLIENT, ON_500, Packets.initRequest(SPI));
    SessionUpstream first = byAddress.lastUpstream(ON_500).orElseThrow();
    LiveGateway strict = first.session().gateway();
    byAddress.gateway(first, ON_500, Answers.noProposalChosen(Packets.initRequest(SPI)));
    byAddress.client("192.0.2.1:501", ON_500, Packets.initRequest(0x9));
    SessionUpstream second = byAddress.lastUpstream(ON_500).orElseThrow();
    assertNotEquals(strict, second.session().gateway());
  }

  @Test
  void theNextDialOfAClientThatWasNotAnsweredGoesElsewhere() {
    LiveGateway silent = dial().session().gateway();
    balancer.pass(Duration.ofSeconds(1));
    assertNotEquals(silent, dial(CLIENT, 0x9).session().gateway());
    assertEquals(AttemptOutcome.UNANSWERED, failed().outcome());
  }

  @Test
  void noBindingMovesForOthers() {
    Balancer byAddress = new Balancer().with(Balancer.BY_ADDRESS).start();
    byAddress.client(CLIENT, ON_500, Packets.initRequest(SPI));
    SessionUpstream office = byAddress.lastUpstream(ON_500).orElseThrow();
    byAddress.gateway(office, ON_500, Packets.initAnswer(SPI, RESPONDER_SPI));
    office.session().progress().establish(byAddress.time.nanos());
    LiveGateway bound = office.session().gateway();

    ByteBuffer other = offering(0x7, 3);
    byAddress.client("192.0.2.1:600", ON_500, other);
    SessionUpstream refused = byAddress.lastUpstream(ON_500).orElseThrow();
    assertEquals(bound, refused.session().gateway());
    byAddress.gateway(refused, ON_500, Answers.noProposalChosen(other));
    byAddress.client("192.0.2.1:601", ON_500, offering(0x8, 3));
    assertNotEquals(bound, byAddress.lastUpstream(ON_500).orElseThrow().session().gateway());

    byAddress.client("192.0.2.1:602", ON_500, Packets.initRequest(0x9));
    assertEquals(bound, byAddress.lastUpstream(ON_500).orElseThrow().session().gateway());
  }

  /** With another policy: the SA payload is another. */
  private static ByteBuffer offering(long spi, int policy) {
    ByteBuffer request = Packets.initRequest(spi);
    request.put(40, (byte) policy);
    return request;
  }

  @Test
  void whoWasRefusedByAllGoesWhereTheMethodSays() {
    for (int i = 0; i < 3; i++) {
      SessionUpstream upstream = dial(CLIENT, SPI + i);
      clear(upstream, Answers.noProposalChosen(Packets.initRequest(SPI + i)));
    }
    assertEquals(3, count(AttemptOutcome.REFUSED));
    assertTrue(
        balancer.attempts.warnings(balancer.time.nanos()).stream()
            .anyMatch(
                warning ->
                    warning.code().equals("policy-refused")
                        && warning.text().contains("192.0.2.1")),
        "it is named");
  }

  @Test
  void theNotificationOfAnUnknownErrorMovesNobody() {
    SessionUpstream upstream = dial();
    clear(upstream, Answers.notification(Packets.initRequest(SPI), NO_PROPOSAL_CHOSEN - 7));
    assertEquals(AttemptOutcome.REFUSED, failed().outcome());
    assertEquals(upstream.session().gateway(), dial(CLIENT, 0x9).session().gateway());
  }

  // gateways compared

  /** Both let everybody in; behind vpn2 nothing works. */
  @Test
  void aGatewayWhoseClientsNeverGetDataIsNamed() {
    for (int i = 1; i <= 24; i++) {
      logIn("192.0.2." + i, 0x100 + i);
    }
    balancer.pass(Duration.ofSeconds(31));
    assertEquals(
        List.of(
            "logins-differ vpn/vpn2 vpn2 finished 0 of 12 logins, vpn1 12 of 12: look for what it"
                + " has of its own, as its certificate, its RADIUS secret, its address pool."),
        balancer.attempts.warnings(balancer.time.nanos()).stream()
            .map(it -> it.code() + " " + it.subject() + " " + it.text())
            .toList());
  }

  private void logIn(String address, long spi) {
    SessionUpstream on500 = dial(address + ":500", spi);
    balancer.gateway(on500, ON_500, Packets.initAnswer(spi, -spi));
    String client = address + ":4500";
    balancer.client(
        client, ON_4500, Packets.marked(Packets.request(spi, -spi, Packets.AUTH, 1, IDI)));
    SessionUpstream upstream = balancer.lastUpstream(ON_4500).orElseThrow();
    balancer.gateway(
        upstream,
        ON_4500,
        Packets.marked(Packets.answer(spi, -spi, Packets.AUTH, 1, Packets.AUTH_INSIDE)));
    balancer.client(client, ON_4500, Packets.esp((int) spi, 1));
    if (upstream.session().gateway() == balancer.gateways.get(0)) {
      balancer.gateway(upstream, ON_4500, Packets.esp(0x77, 1));
    }
  }
}
