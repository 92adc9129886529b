package org.ikelb.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.traffic.LoginTally.Recent;
import org.junit.jupiter.api.Test;

class LoginTallyTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LoginTally tally = new LoginTally();

  private static InetAddress client(int number) {
    return new InetSocketAddress("192.0.2." + number, 0).getAddress();
  }

  @Test
  void aLoginThatHasCarriedDataIsFinishedAtOnce() {
    tally.begun(client(1), 0).finish();
    assertEquals(new Recent(1, 1, 0), tally.recent(0));
  }

  @Test
  void oneThatHasNotIsUnfinishedOnlyAfterHalfAMinute() {
    tally.begun(client(1), 0);
    assertEquals(new Recent(0, 0, 0), tally.recent(29 * SECOND));
    assertEquals(new Recent(1, 0, 1), tally.recent(30 * SECOND));
  }

  @Test
  void aLaptopThatTriesAllNightIsTenLoginsOfOneSource() {
    for (int i = 0; i < 50; i++) {
      tally.begun(client(1), 0);
      tally.begun(client(2), 0).finish();
    }
    tally.begun(client(3), 0);
    assertEquals(new Recent(61, 50, 2), tally.recent(30 * SECOND));
  }

  @Test
  void whatWasHalfAnHourAgoTellsNothing() {
    tally.begun(client(1), 0).finish();
    assertEquals(new Recent(1, 1, 0), tally.recent(1_800 * SECOND));
    assertEquals(new Recent(0, 0, 0), tally.recent(1_801 * SECOND));
  }

  @Test
  void nobodyCanMakeItRememberMoreThanTwoHundred() {
    for (int i = 0; i < 10_000; i++) {
      tally.begun(client(1), i).finish();
    }
    assertEquals(200, tally.recent(SECOND).begun());
  }

  @Test
  void whatWasIsForgottenOnceTheAdministratorHasMendedSomething() {
    tally.begun(client(1), 0).finish();
    tally.forget();
    assertEquals(new Recent(0, 0, 0), tally.recent(0));
  }
}
