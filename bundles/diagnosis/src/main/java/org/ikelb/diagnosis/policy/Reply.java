package org.ikelb.diagnosis.policy;

import org.ikelb.api.diagnosis.PolicyAnswer;

/**
 * What came of one question.
 *
 * <p>Immutable and thread-safe.
 *
 * @param answer yes, no, or nobody knows
 * @param why nobody knows; empty: it is known
 */
record Reply(PolicyAnswer answer, String why) {
  static final Reply ACCEPTED = new Reply(PolicyAnswer.ACCEPTED, "");
  static final Reply REFUSED = new Reply(PolicyAnswer.REFUSED, "");

  static Reply unknown(String why) {
    return new Reply(PolicyAnswer.UNKNOWN, why);
  }
}
