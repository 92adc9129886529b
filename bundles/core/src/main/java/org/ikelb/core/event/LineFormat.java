package org.ikelb.core.event;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How an event is written on one line. */
enum LineFormat {
  /** {@code event=NAME key=value key="a value"}, a list as {@code key=one,two}. */
  TEXT {
    @Override
    String line(String name, Map<String, Object> values) {
      StringBuilder line = new StringBuilder("event=").append(name);
      values.forEach((key, value) -> line.append(' ').append(key).append('=').append(bare(value)));
      return line.toString();
    }
  },
  /** {@code {"event":"NAME","key":1,"key":"a value"}}, a list as an array. */
  JSON {
    @Override
    String line(String name, Map<String, Object> values) {
      StringBuilder line = new StringBuilder("{\"event\":").append(quote(name));
      values.forEach(
          (key, value) -> line.append(',').append(quote(key)).append(':').append(json(value)));
      return line.append('}').toString();
    }
  };

  /** The framework property that says which. */
  static final String PROPERTY = "ikelb.log.format";

  /** Writes an event whose values are plain. */
  abstract String line(String name, Map<String, Object> values);

  private static String bare(Object value) {
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
            : value.toString();
    return !text.isEmpty() && text.chars().allMatch(LineFormat::isPlain) ? text : quote(text);
  }

  private static String json(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(entry -> quote(String.valueOf(entry)))
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? quote(text) : value.toString();
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c != '"' && c != '\\' && c != '=' && !breaksLine(c);
  }

  /** Some of these are line ends to some readers: never as they are. */
  private static boolean breaksLine(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (breaksLine(c)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
