package org.ikelb.api.log;

import org.jspecify.annotations.Nullable;

/**
 * Text of strangers, made harmless for a log line.
 *
 * <p>Pure functions.
 */
public final class LogText {
  private static final int LONGEST = 100;

  private LogText() {}

  /** What is printable ASCII of it, without quotes, and not too long; {@code -}: there is none. */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "-";
    }
    String printable = text.replaceAll("[^!-~]|\"", "_");
    return printable.substring(0, Math.min(LONGEST, printable.length()));
  }
}
