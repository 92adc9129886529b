package org.ikelb.config.binding;

/** A written value that is none of its type; the message is the rule. */
final class WrongLiteral extends Exception {
  WrongLiteral(String rule) {
    super(rule);
  }

  /** The rule. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
