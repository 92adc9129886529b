package org.ikelb.config.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ikelb.api.text.NearestName;

/**
 * Shows names and written values in messages: on one line, without control characters, not endless.
 *
 * <p>Stateless.
 */
public final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** A name in double quotes. */
  public static String name(String name) {
    return '"' + printable(name) + '"';
  }

  /** Names in double quotes, with commas, the last one behind "or". */
  public static String anyOf(List<String> names) {
    return listed(names, " or ");
  }

  /** The same, the last one behind "and". */
  public static String allOf(List<String> names) {
    return listed(names, " and ");
  }

  private static String listed(List<String> names, String beforeTheLast) {
    List<String> quoted = names.stream().map(Quoted::name).toList();
    int last = quoted.size() - 1;
    return last < 1
        ? String.join("", quoted)
        : String.join(", ", quoted.subList(0, last)) + beforeTheLast + quoted.get(last);
  }

  /** The end of a message: {@code ; did you mean "method"?}, or nothing. */
  public static String nearest(String written, Collection<String> names) {
    return NearestName.of(written, names)
        .map(name -> "; did you mean " + name(name) + "?")
        .orElse("");
  }

  /** A value as it stands in the file. */
  public static String value(Object written) {
    if (written instanceof Map) {
      return "an object";
    }
    if (written instanceof List) {
      return "a list";
    }
    return written instanceof String text ? name(text) : written.toString();
  }

  /** The text with control characters as escapes, cut where it gets too long. */
  public static String printable(String text) {
    String shown =
        text.codePoints().limit(LONGEST).mapToObj(Quoted::character).collect(Collectors.joining());
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown;
  }

  private static String character(int codePoint) {
    return isPrintable(codePoint)
        ? Character.toString(codePoint)
        : String.format("\\u%04x", codePoint);
  }

  /** Whether it can be shown without changing the line around it. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
