package org.ikelb.config.json;

import java.util.Arrays;

/**
 * Blanks comments: line comments and block comments become spaces, so that every other character
 * keeps its line and column.
 *
 * <p>Stateless.
 */
final class Comments {
  private Comments() {}

  /**
   * The text without its comments.
   *
   * @throws SyntaxError if a block comment is not closed
   */
  static String blank(String text) throws SyntaxError {
    char[] chars = text.toCharArray();
    int at = 0;
    while (at < chars.length) {
      int end;
      if (chars[at] == '"') {
        at = endOfString(text, at);
      } else if (text.startsWith("//", at)) {
        end = endOfLine(text, at);
        Arrays.fill(chars, at, end, ' ');
        at = end;
      } else if (text.startsWith("/*", at)) {
        end = endOfBlock(text, at);
        blankKeepingLines(chars, at, end);
        at = end;
      } else {
        at++;
      }
    }
    return new String(chars);
  }

  /** Past the closing quote; a string that is not closed ends with its line. */
  private static int endOfString(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      at += c == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int endOfLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  private static int endOfBlock(String text, int start) throws SyntaxError {
    int end = text.indexOf("*/", start + 2);
    if (end < 0) {
      throw new SyntaxError(start, "this comment is never closed: */ is missing");
    }
    return end + 2;
  }

  private static void blankKeepingLines(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      if (chars[i] != '\n') {
        chars[i] = ' ';
      }
    }
  }
}
