package org.ikelb.guard.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.IkeHeader;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.MessageBuilder;
import org.ikelb.ike.NotifyType;
import org.ikelb.ike.Payload;
import org.ikelb.ike.PayloadFault;
import org.ikelb.ike.PayloadType;
import org.ikelb.spi.Guard.Verdict;
import org.ikelb.spi.Guard.Verdict.Drop;
import org.ikelb.spi.Guard.Verdict.Pass;
import org.ikelb.spi.Guard.Verdict.Reachable;
import org.junit.jupiter.api.Test;

class CookieGuardTest {
  private static final CookieSettings ALWAYS = new CookieSettings(1000, true);
  private static final byte[] OF_A_GATEWAY = new byte[24];

  private final Situation situation = new Situation();
  private final Request request = Request.sample(1);

  @Test
  void whoBringsItBackPassesAndIsReachable() {
    CookieGuard guard = guard(ALWAYS);
    Request.captured()
        .filter(captured -> !captured.hadCookie())
        .forEach(
            captured -> {
              byte[] cookie = askedFor(guard, captured);
              assertEquals(Reachable.REACHABLE, admit(guard, captured.with(cookie)));
            });
    assertTrue(guard.asked() > 20, guard.asked() + " were asked");
  }

  @Test
  void theAnswerIsACookieAloneAndNoLongerThanTheRequest() {
    for (Request asking : List.of(request, Request.resumption())) {
      Verdict verdict = admit(guard(ALWAYS), asking);
      ByteBuffer answer = assertInstanceOf(Verdict.Answer.class, verdict).message();
      assertTrue(answer.remaining() <= asking.message().remaining());
      IkeMessage read = IkeMessage.read(answer).orElseThrow();
      assertEquals(PayloadFault.NONE, read.fault());
      assertEquals(
          new IkeMessage.Header(
              asking.initiatorSpi(),
              0,
              IkeHeader.VERSION_2,
              IkeHeader.exchange(asking.message(), 0),
              IkeHeader.RESPONSE,
              0,
              answer.remaining()),
          read.header());
      assertEquals(1, read.payloads().size());
      assertTrue(read.notification(NotifyType.COOKIE).isPresent());
    }
  }

  @Test
  void aResumedSessionNeedsACookieToo() {
    CookieGuard guard = guard(ALWAYS);
    Request resumption = Request.resumption();
    byte[] cookie = askedFor(guard, resumption);
    assertEquals(Reachable.REACHABLE, admit(guard, resumption.with(cookie)));
  }

  @Test
  void aWrongCookieIsAnsweredWithTheRightOne() {
    CookieGuard guard = guard(ALWAYS);
    byte[] right = askedFor(guard, request);
    byte[] forged = right.clone();
    forged[5]++;
    Request repeated = request.with(forged);
    assertEquals(Reachable.REACHABLE, admit(guard, request.with(askedFor(guard, repeated))));
    assertInstanceOf(Verdict.Answer.class, admit(guard, request.with(OF_A_GATEWAY)));
    assertInstanceOf(
        Verdict.Answer.class, admit(guard, request.with(right).from("10.1.1.99", 500)));
  }

  @Test
  void anOldCookieIsAnsweredWithANewOne() {
    CookieGuard guard = guard(ALWAYS);
    byte[] old = askedFor(guard, request);
    situation.pass(60);
    assertEquals(Reachable.REACHABLE, admit(guard, request.with(old)));
    situation.pass(60);
    byte[] fresh = askedFor(guard, request.with(old));
    assertEquals(Reachable.REACHABLE, admit(guard, request.with(fresh)));
  }

  @Test
  void whatNoGatewayCouldAnswerIsDropped() {
    CookieGuard guard = guard(ALWAYS);
    MessageBuilder bare =
        MessageBuilder.message(1, 0, ExchangeType.IKE_SA_INIT, IkeHeader.INITIATOR, 0);
    assertEquals(Drop.DROP, admit(guard, with(bare.build())), "no nonce");
    assertEquals(
        Drop.DROP,
        admit(guard, with(bare.payload(PayloadType.NONCE, new byte[16]).build())),
        "48 bytes, an answer has 53");
  }

  @Test
  void asksFromTheThresholdOnAndThenForTenSeconds() {
    CookieGuard guard = guard(new CookieSettings(1000, false));
    situation.halfOpen = 999;
    assertEquals(Pass.PASS, admit(guard, request));
    situation.halfOpen = 1000;
    byte[] cookie = askedFor(guard, request);
    situation.halfOpen = 0;
    for (int second = 0; second < 10; second++) {
      situation.pass(1);
      assertInstanceOf(Verdict.Answer.class, admit(guard, request), second + " s");
    }
    situation.pass(1);
    assertEquals(Pass.PASS, admit(guard, request));
    assertEquals(
        Reachable.REACHABLE, admit(guard, request.with(cookie)), "it is good all the same");
  }

  @Test
  void theTenSecondsBeginWhenTheLastOfManyIsGone() {
    CookieGuard guard = guard(new CookieSettings(1000, false));
    situation.halfOpen = 1000;
    admit(guard, request);
    situation.pass(100);
    admit(guard, request);
    situation.halfOpen = 0;
    situation.pass(9);
    assertInstanceOf(Verdict.Answer.class, admit(guard, request));
  }

  @Test
  void asksAtHalfOfTheLimitAtTheLatest() {
    CookieGuard guard = guard(new CookieSettings(1000, false));
    situation.limit = 100;
    assertEquals(Pass.PASS, guard.admit(request, situation.halfOpen(49)));
    assertInstanceOf(Verdict.Answer.class, guard.admit(request, situation.halfOpen(50)));
  }

  /** Retransmission, INVALID_KE retry, and the gateway's own cookie in the place of ours. */
  @Test
  void aRequestOfALiveSessionPasses() {
    CookieGuard guard = guard(ALWAYS);
    situation.known = true;
    assertEquals(Pass.PASS, admit(guard, request));
    assertEquals(Pass.PASS, admit(guard, request.with(OF_A_GATEWAY)));
    assertEquals(Pass.PASS, admit(guard, request.with(new byte[Cookies.LENGTH])));
    assertEquals(0, guard.asked());
  }

  @Test
  void cookiesAreOutOfUseWhenNobodyWhoBroughtOneBackIsAnsweredForAMinute() {
    CookieGuard guard = guard(ALWAYS);
    bringBack(guard, 60);
    assertFalse(guard.isOutOfUse(), "not a minute yet");
    bringBack(guard, 1);
    assertTrue(guard.isOutOfUse());
    assertEquals(Pass.PASS, admit(guard, request));

    situation.pass(598);
    assertEquals(Pass.PASS, admit(guard, request), "a pause of 10 minutes");
    situation.pass(1);
    assertInstanceOf(Verdict.Answer.class, admit(guard, request), "it is tried again");
    assertFalse(guard.isOutOfUse());
    bringBack(guard, 61);
    assertTrue(guard.isOutOfUse(), "to no avail");
  }

  @Test
  void oneAnswerAMinuteKeepsThemInUse() {
    CookieGuard guard = guard(ALWAYS);
    for (int minute = 0; minute < 10; minute++) {
      bringBack(guard, 59);
      situation.answered++;
    }
    assertFalse(guard.isOutOfUse());
  }

  @Test
  void oneClientThatGivesUpIsNoSign() {
    CookieGuard guard = guard(ALWAYS);
    bringBack(guard, 1);
    situation.pass(3600);
    bringBack(guard, 1);
    assertFalse(guard.isOutOfUse());
  }

  /** Whoever is asked and never comes back says nothing of the gateways. */
  @Test
  void aFloodAloneLeavesThemInUse() {
    CookieGuard guard = guard(ALWAYS);
    for (int second = 0; second < 200; second++) {
      situation.pass(1);
      assertInstanceOf(Verdict.Answer.class, admit(guard, Request.sample(second + 1)));
    }
    assertFalse(guard.isOutOfUse());
  }

  private void bringBack(CookieGuard guard, int seconds) {
    for (int second = 0; second < seconds; second++) {
      byte[] cookie = askedFor(guard, request);
      assertEquals(Reachable.REACHABLE, admit(guard, request.with(cookie)));
      situation.pass(1);
    }
  }

  private byte[] askedFor(CookieGuard guard, Request first) {
    Verdict verdict = admit(guard, first);
    ByteBuffer answer = assertInstanceOf(Verdict.Answer.class, verdict).message();
    Payload.Notify cookie =
        IkeMessage.read(answer).orElseThrow().notification(NotifyType.COOKIE).orElseThrow();
    return cookie.data().toArray();
  }

  private Verdict admit(CookieGuard guard, Request asking) {
    return guard.admit(asking, situation);
  }

  private static CookieGuard guard(CookieSettings settings) {
    return new CookieGuard(settings, new Random(1), guard -> {});
  }

  private Request with(ByteBuffer message) {
    return new Request(request.clientAddress(), 500, message);
  }
}
