package org.ikelb.core.dataplane;

import java.util.List;

/** Addresses could not be bound. Says for each which, why, and what to do about it. */
public final class ListenFailed extends Exception {
  private final List<String> reasons;

  public ListenFailed(List<String> reasons) {
    super(String.join("\n", reasons));
    this.reasons = List.copyOf(reasons);
  }

  public List<String> reasons() {
    return reasons;
  }
}
