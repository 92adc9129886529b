package org.ikelb.config.json;

/** A text is no JSON document: from this offset on it cannot be understood. */
public final class SyntaxError extends Exception {
  private final int offset;
  private final String path;
  private final String rule;

  /** One that concerns the document as a whole. */
  public SyntaxError(int offset, String rule) {
    this(offset, "", rule);
  }

  private SyntaxError(int offset, String path, String rule) {
    super(rule + " at offset " + offset);
    this.offset = offset;
    this.path = path;
    this.rule = rule;
  }

  /** The same, in what is at this path: {@code pools.vpn.monitors[0]}. */
  SyntaxError in(String path) {
    return new SyntaxError(offset, path, rule);
  }

  /** What was being read; empty: the document. */
  public String path() {
    return path;
  }

  /** In chars from the start of the text. */
  public int offset() {
    return offset;
  }

  public String rule() {
    return rule;
  }
}
