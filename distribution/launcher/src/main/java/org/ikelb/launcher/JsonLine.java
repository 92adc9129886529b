package org.ikelb.launcher;

import java.util.List;
import java.util.stream.Collectors;

/** Writes strings as a JSON array on one line. */
final class JsonLine {
  private JsonLine() {}

  static String of(List<String> strings) {
    return strings.stream().map(JsonLine::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quote(String string) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
