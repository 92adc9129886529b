package org.ikelb.config.json;

import java.io.EOFException;
import java.io.IOException;

/**
 * Says in an administrator's words why Gson could not go on.
 *
 * <p>Stateless.
 */
final class SyntaxRules {
  private SyntaxRules() {}

  static String rule(IOException failure, String text, int offset) {
    if (failure instanceof EOFException || offset >= text.length()) {
      return "the document ends too early: a closing }, ] or \" is missing";
    }
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("Unterminated string") || message.startsWith("Unescaped control")) {
      return "this string is not closed on its line: \" is missing";
    }
    if (message.contains("escape")) {
      return "this string has an unknown escape; a backslash is written \\\\";
    }
    if (message.startsWith("Expected ':'")) {
      return "expected : after the key, before this";
    }
    if (message.startsWith("Unterminated object")) {
      return "expected , or } before this";
    }
    if (message.startsWith("Unterminated array")) {
      return "expected , or ] before this";
    }
    return unexpected(text.codePointAt(offset));
  }

  private static String unexpected(int character) {
    if (character == '}' || character == ']' || character == ',') {
      return "unexpected " + (char) character + ": a comma stands only between two entries";
    }
    if (character == '\'' || Character.isLetter(character)) {
      return "expected a key or value; keys and texts need double quotes";
    }
    return "not valid JSON: "
        + (Character.isISOControl(character)
            ? "a control character"
            : "unexpected " + Character.toString(character));
  }
}
