package org.ikelb.bench;

import java.util.List;
import java.util.Locale;

/**
 * The middle of several figures, and how far they lie apart.
 *
 * @param middle the median
 * @param least the smallest
 * @param most the largest
 */
record Median(double middle, double least, double most) {

  static Median of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    double middle =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Median(middle, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** With three significant digits. */
  static String digits(double figure) {
    if (Double.isNaN(figure) || Double.isInfinite(figure)) {
      return "-";
    }
    double size = Math.abs(figure);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, figure);
  }

  /** Middle (least..most). */
  @Override
  public String toString() {
    return digits(middle) + " (" + digits(least) + ".." + digits(most) + ")";
  }
}
