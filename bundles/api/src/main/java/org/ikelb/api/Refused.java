package org.ikelb.api;

import java.util.List;
import java.util.OptionalInt;

/**
 * A change was refused; nothing was changed. Carries every reason, each one a sentence.
 *
 * <p>Immutable but for what every exception has.
 */
public final class Refused extends Exception {
  private final List<String> reasons;
  private final OptionalInt wouldCut;

  public Refused(List<String> reasons) {
    this(reasons, OptionalInt.empty());
  }

  private Refused(List<String> reasons, OptionalInt wouldCut) {
    super(String.join("\n", reasons));
    this.reasons = List.copyOf(reasons);
    this.wouldCut = wouldCut;
  }

  /** Nobody has said that it may cut these sessions; it is done once somebody does. */
  public static Refused becauseItCuts(int sessions) {
    String text = sessions == 1 ? "this would cut 1 session" : "this would cut %,d sessions";
    return new Refused(List.of(text.formatted(sessions)), OptionalInt.of(sessions));
  }

  public List<String> reasons() {
    return reasons;
  }

  /** How many sessions it would cut, if that is all that stands against it. */
  public OptionalInt wouldCut() {
    return wouldCut;
  }
}
