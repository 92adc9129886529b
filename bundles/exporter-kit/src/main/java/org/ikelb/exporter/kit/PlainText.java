package org.ikelb.exporter.kit;

import java.util.function.IntPredicate;

/**
 * Text for descriptions and comments that means the same everywhere: ASCII letters, digits, spaces
 * and a few marks that no product's language gives a meaning to. Everything else, quotes, brackets,
 * line ends and letters beyond ASCII included, becomes an underscore.
 *
 * <p>Stateless and thread-safe.
 */
public final class PlainText {
  private static final String DESCRIPTION = " ._:/@+=,-";
  private static final String COMMENT = DESCRIPTION + "()";

  private PlainText() {}

  /**
   * For a description.
   *
   * @param longest what goes beyond it is cut
   */
  public static String description(String text, int longest) {
    return cut(keep(text, isOf(DESCRIPTION)), longest).strip();
  }

  /**
   * For one line of a comment, whatever the language. Quotes are left out, since a console into
   * which a comment is pasted may wait for the second one; semicolons become commas.
   */
  public static String comment(String text) {
    return keep(text.replaceAll("[\"']", "").replace(';', ','), isOf(COMMENT));
  }

  static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The text with an underscore for each character that is not to be kept. */
  static String keep(String text, IntPredicate kept) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(c -> plain.append(kept.test(c) ? (char) c : '_'));
    return plain.toString();
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static IntPredicate isOf(String marks) {
    return c -> isLetterOrDigit(c) || marks.indexOf(c) >= 0;
  }
}
