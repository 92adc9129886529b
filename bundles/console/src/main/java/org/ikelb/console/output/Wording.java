package org.ikelb.console.output;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How numbers, durations and constants are written in text. Pure functions. */
public final class Wording {
  private static final List<String> BYTE_UNITS = List.of("kB", "MB", "GB", "TB", "PB");

  private Wording() {}

  /** {@code 1,204}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 gateway}, {@code 3 gateways}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 512 B}, {@code 1.2 MB}; units of 1000. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // 999.95 would be written as 1000.0
    while (value >= 999.95 && unit < BYTE_UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS.get(Math.max(unit, 0)));
  }

  /** The two largest units: {@code 3d4h}, {@code 12m5s}, {@code 8s}; {@code 0s} if negative. */
  public static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long[] parts = {seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
    String units = "dhms";
    for (int i = 0; i < parts.length - 1; i++) {
      if (parts[i] > 0) {
        String rest = parts[i + 1] == 0 ? "" : "" + parts[i + 1] + units.charAt(i + 1);
        return "" + parts[i] + units.charAt(i) + rest;
      }
    }
    return seconds + "s";
  }

  /** {@code 1.2 ms}. */
  public static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }

  /** A constant as users write it: {@code half-open}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The words with commas, or a dash if there are none. */
  public static String list(List<String> words) {
    return words.isEmpty() ? "-" : String.join(", ", words);
  }
}
