package org.ikelb.api;

import java.util.List;

/** A change was refused; nothing was changed. Carries every reason, each one a sentence. */
public final class Refused extends Exception {
  private final List<String> reasons;

  public Refused(List<String> reasons) {
    super(String.join("\n", reasons));
    this.reasons = List.copyOf(reasons);
  }

  public List<String> reasons() {
    return reasons;
  }
}
