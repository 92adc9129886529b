package org.ikelb.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses the name that was meant: the one with the least typing errors between (letters missing,
 * added, changed or swapped), if those are few for its length.
 *
 * <p>Stateless.
 */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  public static Optional<String> of(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> name.length() <= LONGEST && !name.equals(written))
        .filter(
            name -> distance(written, name) <= 1 + Math.min(name.length(), written.length()) / 4)
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /** The end of a message: {@code ; did you mean "method"?}, or nothing. */
  public static String hint(String written, Collection<String> names) {
    return of(written, names).map(name -> "; did you mean " + Quoted.name(name) + "?").orElse("");
  }

  /** Optimal string alignment distance, upper and lower case being the same. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
