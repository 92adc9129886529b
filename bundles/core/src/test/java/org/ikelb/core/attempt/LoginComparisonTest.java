package org.ikelb.core.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ikelb.core.traffic.LoginTally.Recent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginComparisonTest {

  /** By hand: 1 / (20 over 10); and Fisher's lady who tastes tea, 1 of 70, and 17 of 70. */
  @ParameterizedTest
  @CsvSource({"0, 10, 10, 10, 184756", "0, 4, 4, 4, 70", "1, 4, 3, 4, 4.117647", "5, 5, 5, 5, 1"})
  void theProbabilityIsThatOfTheBooks(
      int finished, int begun, int peersFinished, int peersBegun, double oneOf) {
    assertEquals(
        1 / oneOf,
        LoginComparison.probability(
            new Recent(begun, finished, begun - finished),
            new Recent(peersBegun, peersFinished, peersBegun - peersFinished)),
        1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 40, 40, 38, 40, true", // the example
    "0, 40, 2, 38, 40, false", // two laptops that do not get in anywhere
    "0, 9, 9, 38, 40, false", // too few to say
    "0, 40, 40, 0, 40, false", // it is the same everywhere
    "30, 40, 10, 36, 40, false", // it may be chance
    "36, 40, 4, 30, 40, false", // it is better
    "150, 200, 50, 190, 200, true"
  })
  void aGatewayIsWorseOnlyIfThatIsNoChance(
      int finished, int begun, int sources, int peersFinished, int peersBegun, boolean isWorse) {
    assertEquals(
        isWorse,
        LoginComparison.isWorse(
            new Recent(begun, finished, sources),
            new Recent(peersBegun, peersFinished, peersBegun - peersFinished)));
  }

  /** 20,000 pairs of gateways of which none is worse, with a seed. */
  @Test
  void hardlyAnyIsThoughtWorseThatIsNot() {
    Random random = new Random(20_261_130);
    int wrong = 0;
    for (int pair = 0; pair < 20_000; pair++) {
      double chance = random.nextDouble();
      Recent one = logins(random, chance);
      Recent other = logins(random, chance);
      if (LoginComparison.isWorse(one, other)) {
        wrong++;
      }
    }
    int found = wrong;
    assertTrue(found <= 30, () -> found + " of 20000");
  }

  private static Recent logins(Random random, double chance) {
    int begun = 10 + random.nextInt(190);
    int finished = (int) random.doubles(begun).filter(login -> login < chance).count();
    return new Recent(begun, finished, begun - finished);
  }

  @Test
  void oneThatHasNoPeersIsNotCompared() {
    assertFalse(LoginComparison.isWorse(new Recent(40, 0, 40), new Recent(0, 0, 0)));
  }
}
