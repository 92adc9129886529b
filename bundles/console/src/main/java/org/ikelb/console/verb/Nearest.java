package org.ikelb.console.verb;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known name that a mistyped one probably means. Pure functions. */
public final class Nearest {
  private static final int LIST_AT_MOST = 12;

  private Nearest() {}

  /** {@code ; did you mean "vpn"?}, else what there is, else that there is none. */
  static String hint(String name, List<String> known) {
    if (known.isEmpty()) {
      return "; there is none";
    }
    return to(name, known)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElseGet(
            () -> known.size() > LIST_AT_MOST ? "" : "; there is " + String.join(", ", known));
  }

  /** The known name that starts like it, or differs in at most a third of its letters. */
  public static Optional<String> to(String name, List<String> known) {
    Optional<String> longer =
        name.isEmpty()
            ? Optional.empty()
            : known.stream().filter(k -> k.startsWith(name)).findFirst();
    return longer.or(
        () ->
            known.stream()
                .filter(k -> distance(name, k) <= Math.max(1, k.length() / 3))
                .min(Comparator.comparingInt(k -> distance(name, k))));
  }

  /** Letters to add, remove, change or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int cost = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, d[i - 2][j - 2] + 1) : cost;
  }
}
