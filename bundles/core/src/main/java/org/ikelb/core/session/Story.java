package org.ikelb.core.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What a session went through, for people: the last few things. How it began is its origin.
 *
 * <p>Not thread-safe: under the session's monitor.
 */
public final class Story {
  private static final int REMEMBERED = 16;

  private List<Line> lines = List.of();

  /**
   * One thing that happened.
   *
   * @param nanos when, on ikelb's clock
   */
  public record Line(long nanos, String text) {}

  void add(long nanos, String text) {
    List<Line> more = new ArrayList<>(lines);
    if (more.size() == REMEMBERED) {
      more.remove(0);
    }
    more.add(new Line(nanos, text));
    lines = List.copyOf(more);
  }

  List<Line> lines() {
    return lines;
  }
}
