package org.ikelb.config.json;

/** A text is no JSON document: from this offset on it cannot be understood. */
public final class SyntaxError extends Exception {
  private final int offset;
  private final String rule;

  public SyntaxError(int offset, String rule) {
    super(rule + " at offset " + offset);
    this.offset = offset;
    this.rule = rule;
  }

  /** In chars from the start of the text. */
  public int offset() {
    return offset;
  }

  public String rule() {
    return rule;
  }
}
