package org.ikelb.config.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * The first findings of a document. Nobody reads thousands of them, and a document can be made to
 * have more than it has bytes; so beyond a limit none are kept, and looking for more ends.
 *
 * <p>For one thread.
 */
public final class Findings {
  /** How many are kept. */
  public static final int MOST = 100;

  private final List<Finding> first = new ArrayList<>();
  private boolean more;

  /** Ends a search: enough was found. */
  @SuppressWarnings("serial") // never written anywhere
  public static final class Enough extends RuntimeException {
    private Enough() {
      super("enough was found", null, false, false);
    }
  }

  /**
   * Keeps a finding.
   *
   * @throws Enough instead, if there are so many already; whoever began the search catches it
   */
  public void add(Finding finding) {
    if (first.size() == MOST) {
      more = true;
      throw new Enough();
    }
    first.add(finding);
  }

  public boolean isEmpty() {
    return first.isEmpty();
  }

  /** Those that were kept, in the order in which they were found. */
  public List<Finding> first() {
    return List.copyOf(first);
  }

  /** Whether there were more. */
  public boolean more() {
    return more;
  }
}
