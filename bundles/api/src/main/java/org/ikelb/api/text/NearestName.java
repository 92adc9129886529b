package org.ikelb.api.text;

import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the name that was meant, upper and lower case being the same: one that was not written to
 * its end, else the one with the least typing errors between (letters missing, added, changed or
 * swapped), if those are few for its length.
 *
 * <p>Stateless and thread-safe.
 */
public final class NearestName {
  private static final int LONGEST = 64;
  private static final int LEAST_BEGUN = 2;

  /** Who has written so many names has no use for a guess, and each one costs time. */
  private static final int MOST = 200;

  private NearestName() {}

  /**
   * The name that was meant; of equally near ones the first. Of very many names only the first are
   * looked at.
   *
   * @param written what is none of the names
   */
  public static Optional<String> of(String written, Collection<String> names) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String typed = written.toLowerCase(Locale.ROOT);
    @Nullable String begun = null;
    @Nullable String nearest = null;
    int least = Integer.MAX_VALUE;
    Iterator<String> each = names.iterator();
    for (int i = 0; i < MOST && each.hasNext(); i++) {
      String name = each.next();
      if (name.length() > LONGEST || name.equals(written)) {
        continue;
      }
      String known = name.toLowerCase(Locale.ROOT);
      if (begun == null && typed.length() >= LEAST_BEGUN && known.startsWith(typed)) {
        begun = name;
      }
      int errors = errors(typed, known);
      if (errors < least && errors <= most(typed, known)) {
        least = errors;
        nearest = name;
      }
    }
    return Optional.ofNullable(least == 0 || begun == null ? nearest : begun);
  }

  private static int most(String typed, String known) {
    return 1 + Math.min(typed.length(), known.length()) / 4;
  }

  /** The optimal string alignment distance, if it can be small enough at all. */
  private static int errors(String typed, String known) {
    return Math.abs(typed.length() - known.length()) > most(typed, known)
        ? Integer.MAX_VALUE
        : distance(typed, known);
  }

  static int distance(String a, String b) {
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
