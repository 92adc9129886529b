package org.ikelb.core.attempt;

import org.ikelb.core.traffic.LoginTally;

/**
 * Whether logins finish on one gateway far less often than on its peers, by Fisher's exact test of
 * one side: how likely it is that a gateway, which is as good as its peers, has so few of all the
 * logins that finished. (R. A. Fisher, "On the interpretation of chi-square from contingency
 * tables, and the calculation of P", 1922.)
 *
 * <p>Pure functions, for any thread.
 */
final class LoginComparison {
  /** One in a thousand gateways that are as good as their peers looks worse than that. */
  static final double SIGNIFICANT = 0.001;

  /** Fewer say nothing. */
  static final int LEAST_LOGINS = 10;

  /** A laptop with a wrong password is one, a household two. */
  static final int LEAST_SOURCES = 3;

  private LoginComparison() {}

  /** Whether a gateway's logins finish less often than its peers', and that is no chance. */
  static boolean isWorse(LoginTally.Recent of, LoginTally.Recent peers) {
    return of.begun() >= LEAST_LOGINS
        && peers.begun() >= LEAST_LOGINS
        && of.sources() >= LEAST_SOURCES
        && (long) of.finished() * peers.begun() < (long) peers.finished() * of.begun()
        && probability(of, peers) < SIGNIFICANT;
  }

  /** That so few, or fewer, of those who finished are the gateway's. */
  static double probability(LoginTally.Recent of, LoginTally.Recent peers) {
    int finished = of.finished() + peers.finished();
    int unfinished = of.unfinished() + peers.unfinished();
    double ways = logOfWays(finished + unfinished, of.begun());
    double sum = 0;
    for (int few = Math.max(0, of.begun() - unfinished); few <= of.finished(); few++) {
      sum += Math.exp(logOfWays(finished, few) + logOfWays(unfinished, of.begun() - few) - ways);
    }
    return sum;
  }

  /** The logarithm of the number of ways to choose some of all. */
  private static double logOfWays(int all, int some) {
    double log = 0;
    for (int i = 1; i <= some; i++) {
      log += Math.log((double) (all - some + i) / i);
    }
    return log;
  }
}
