package org.ikelb.console.web.security;

import org.jspecify.annotations.Nullable;

/** Text of strangers, made harmless for a log line. */
final class LogText {
  private static final int LONGEST = 100;

  private LogText() {}

  static String of(@Nullable String text) {
    if (text == null) {
      return "-";
    }
    String printable = text.replaceAll("[^!-~]|\"", "_");
    return printable.substring(0, Math.min(LONGEST, printable.length()));
  }
}
