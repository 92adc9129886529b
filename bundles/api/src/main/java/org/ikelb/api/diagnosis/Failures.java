package org.ikelb.api.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * The attempts to log in that came to nothing.
 *
 * @param since when counting began
 * @param causes those that there were, what happened last first
 * @param latest the latest of them, newest first
 */
public record Failures(Instant since, List<Count> causes, List<Conversation> latest) {
  public Failures {
    causes = List.copyOf(causes);
    latest = List.copyOf(latest);
  }

  /**
   * How many had the same likeliest cause.
   *
   * @param cause its key, {@code policy-differs}
   * @param title the same for people
   * @param windowsErrors numbers that Windows clients may show
   * @param count since counting began
   * @param lastHour of these in the last hour
   * @param clients from how many addresses the latest hundred came
   */
  public record Count(
      String cause,
      String title,
      List<Integer> windowsErrors,
      long count,
      long lastHour,
      int clients,
      Instant last) {
    public Count {
      windowsErrors = List.copyOf(windowsErrors);
    }
  }
}
