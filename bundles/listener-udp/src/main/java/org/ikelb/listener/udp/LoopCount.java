package org.ikelb.listener.udp;

import org.jspecify.annotations.Nullable;

/** How many event loops to run. Pure. */
final class LoopCount {
  static final String PROPERTY = "ikelb.loops";

  private static final int MOST = 256;

  private LoopCount() {}

  /**
   * The number that was set, else one for each core.
   *
   * @param configured Config Admin's, 0 if not set
   * @param property the framework's or system's, null if not set
   * @throws IllegalArgumentException if what was set is no number from 1 to 256
   */
  static int of(int configured, @Nullable String property) {
    if (configured != 0) {
      return checked(configured, String.valueOf(configured));
    }
    if (property == null || property.isBlank()) {
      return Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    }
    try {
      return checked(Integer.parseInt(property.trim()), property);
    } catch (NumberFormatException e) {
      throw outOfRange(property);
    }
  }

  private static int checked(int loops, String text) {
    if (loops < 1 || loops > MOST) {
      throw outOfRange(text);
    }
    return loops;
  }

  private static IllegalArgumentException outOfRange(String text) {
    return new IllegalArgumentException(
        PROPERTY + " must be a number from 1 to " + MOST + ", was \"" + text + "\"");
  }
}
