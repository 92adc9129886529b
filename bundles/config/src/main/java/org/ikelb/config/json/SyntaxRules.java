package org.ikelb.config.json;

/**
 * Says in an administrator's words why a document cannot be read on, by what was read last and what
 * stands there instead of what had to follow.
 *
 * <p>Stateless.
 */
final class SyntaxRules {
  private static final String NOT_CLOSED = "this string is not closed on its line: \" is missing";
  private static final String ESCAPES = "\"\\/bfnrtu";
  private static final int UNICODE_DIGITS = 4;

  private SyntaxRules() {}

  /** What was read last, and so what has to follow. */
  enum Last {
    /** Nothing yet, or what opens an object or a list: much can follow. */
    OPENING("", ""),
    KEY(":", "expected : after the key, before this"),
    /** A key's value. */
    MEMBER(",}", "expected , or } before this"),
    /** A value in a list. */
    ELEMENT(",]", "expected , or ] before this");

    private final String followers;
    private final String rule;

    Last(String followers, String rule) {
      this.followers = followers;
      this.rule = rule;
    }

    private boolean canBeFollowedBy(char next) {
      return followers.isEmpty() || followers.indexOf(next) >= 0;
    }
  }

  /**
   * The rule that the document breaks.
   *
   * @param last what was read last
   * @param end where that ends
   * @param offset where reading failed, not before that
   */
  static String rule(String text, Last last, int end, int offset) {
    if (offset >= text.length()) {
      return "the document ends too early: a closing }, ] or \" is missing";
    }
    if (!last.canBeFollowedBy(firstOf(text, end))) {
      return last.rule;
    }
    return text.charAt(offset) == '"' ? string(text, offset) : unexpected(text.codePointAt(offset));
  }

  private static char firstOf(String text, int end) {
    int at = end;
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0 && at < text.length() - 1) {
      at++;
    }
    return text.charAt(at);
  }

  private static String string(String text, int start) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        return NOT_CLOSED;
      }
      if (Character.isISOControl(c)) {
        return "this string has a control character; a tab is written \\t";
      }
      if (c == '"') {
        return unexpected(c);
      }
      if (c == '\\') {
        if (!isEscape(text, at)) {
          return "this string has an unknown escape; a backslash is written \\\\";
        }
        at++;
      }
    }
    return NOT_CLOSED;
  }

  private static boolean isEscape(String text, int backslash) {
    int at = backslash + 1;
    if (at >= text.length() || ESCAPES.indexOf(text.charAt(at)) < 0) {
      return false;
    }
    int digits = text.charAt(at) == 'u' ? UNICODE_DIGITS : 0;
    return at + digits < text.length()
        && text.substring(at + 1, at + 1 + digits)
            .chars()
            .allMatch(digit -> Character.digit(digit, 16) >= 0);
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
