package org.ikelb.guard.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ikelb.api.view.Warning;
import org.ikelb.ike.IkeMessage;
import org.ikelb.ike.NotifyType;
import org.ikelb.spi.Guard.Verdict;
import org.junit.jupiter.api.Test;

class BulletinTest {
  private final List<String> log = new ArrayList<>();
  private final Bulletin bulletin = new Bulletin(log::add);
  private final Situation situation = new Situation();

  @Test
  void saysOnceThatItAsksAndOnceThatItDoesNot() {
    CookieGuard guard = guard(new CookieSettings(1000, false));
    bulletin.tick();
    assertEquals(List.of(), bulletin.warnings());
    situation.halfOpen = 5000;
    for (int second = 0; second < 30; second++) {
      guard.admit(Request.sample(1), situation);
      bulletin.tick();
    }
    assertEquals(List.of("cookies-asked"), codes());
    for (int second = 0; second < 30; second++) {
      bulletin.tick();
    }
    assertEquals(List.of(), bulletin.warnings());
    assertEquals(
        List.of("event=cookies-asked threshold=1000", "event=cookies-not-asked asked=30"), log);
  }

  @Test
  void saysNothingOfAskingIfThatIsWanted() {
    CookieGuard guard = guard(new CookieSettings(1000, true));
    guard.admit(Request.sample(1), situation);
    bulletin.tick();
    assertEquals(List.of(), codes());
    assertEquals(List.of(), log);
  }

  @Test
  void saysOnceThatCookiesAreOutOfUseAndOnceThatTheyAreInUse() {
    CookieGuard guard = guard(new CookieSettings(1000, true));
    guard(new CookieSettings(1000, true)); // of another pool, where all is well
    for (int second = 0; second < 70; second++) {
      if (guard.admit(Request.sample(1), situation) instanceof Verdict.Answer answer) {
        byte[] cookie =
            IkeMessage.read(answer.message())
                .flatMap(read -> read.notification(NotifyType.COOKIE))
                .orElseThrow()
                .data()
                .toArray();
        guard.admit(Request.sample(1).with(cookie), situation);
      }
      situation.pass(1);
      bulletin.tick();
    }
    assertEquals(List.of("cookies-out-of-use"), codes());
    situation.pass(600);
    guard.admit(Request.sample(1), situation);
    bulletin.tick();
    assertEquals(List.of(), codes());
    assertEquals(2, log.size(), log::toString);
    assertEquals("event=cookies-in-use", log.get(1));
  }

  @Test
  void saysNothingOfAGuardThatIsGone() {
    CookieGuard guard = guard(new CookieSettings(0, false));
    guard.admit(Request.sample(1), situation);
    bulletin.tick();
    assertEquals(List.of("cookies-asked"), codes());
    guard.close();
    assertEquals(List.of(), codes());
  }

  private List<String> codes() {
    return bulletin.warnings().stream().map(Warning::code).toList();
  }

  private CookieGuard guard(CookieSettings settings) {
    CookieGuard guard = new CookieGuard(settings, new Random(1), bulletin::remove);
    bulletin.add(guard);
    return guard;
  }
}
