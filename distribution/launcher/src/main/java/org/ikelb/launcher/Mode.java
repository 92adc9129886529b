package org.ikelb.launcher;

import java.util.Locale;

/** What the framework is started for. */
enum Mode {
  /** Balances. */
  RUN,
  /** Balances between simulated gateways. */
  DEMO,
  /** Carries out one command and ends; opens no socket and touches no state. */
  TOOL;

  /** The value of the framework property {@code ikelb.mode}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
