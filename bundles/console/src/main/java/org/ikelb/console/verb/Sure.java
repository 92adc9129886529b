package org.ikelb.console.verb;

/** The second word of whoever cuts sessions. */
final class Sure {
  static final String FLAG = "yes";
  static final String HELP = "needed when this cuts sessions";

  private Sure() {}
}
