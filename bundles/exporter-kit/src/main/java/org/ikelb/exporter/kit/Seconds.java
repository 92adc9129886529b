package org.ikelb.exporter.kit;

import java.time.Duration;

/**
 * Durations for products that count whole seconds. What has to be rounded or capped is a finding.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param product whose rules these are
 */
public record Seconds(Product product, Findings findings) {

  /** At least the duration, but not more than {@code longest}. */
  public int capped(String path, Duration duration, int longest) {
    int seconds = rounded(path, duration);
    if (seconds > longest) {
      findings.changed(
          product.ranges(),
          path,
          product + " allows at most " + longest + " s: " + seconds + " s became that.");
    }
    return Math.min(seconds, longest);
  }

  /**
   * At least the duration. Longer than {@code longest} refuses the export: what cannot be shortened
   * without harm.
   *
   * @param harm what would come of a shorter one, a sentence
   */
  public int refusedBeyond(String path, Duration duration, int longest, String harm) {
    int seconds = rounded(path, duration);
    if (seconds > longest) {
      findings.refused(
          product.ranges(),
          path,
          product
              + " allows at most "
              + longest
              + " s, this is "
              + seconds
              + " s. "
              + harm
              + " Set it to at most "
              + longest
              + "s.");
    }
    return Math.min(seconds, longest);
  }

  /** At least the duration, up to {@link Integer#MAX_VALUE}. */
  public int rounded(String path, Duration duration) {
    long seconds = duration.plusNanos(999_999_999).toSeconds();
    if (!Duration.ofSeconds(seconds).equals(duration)) {
      findings.changed(
          product.ranges(),
          path,
          product
              + " counts whole seconds: "
              + duration.toMillis()
              + " ms became "
              + seconds
              + " s.");
    }
    return (int) Math.min(seconds, Integer.MAX_VALUE);
  }
}
