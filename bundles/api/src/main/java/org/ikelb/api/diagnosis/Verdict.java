package org.ikelb.api.diagnosis;

import java.util.List;

/**
 * A cause that fits what was seen.
 *
 * @param cause its key, {@code policy-differs}
 * @param title the same for people, in a sentence
 * @param evidence what speaks for it, a sentence each
 * @param windowsErrors numbers that a Windows client may show
 * @param remedies what to do
 */
public record Verdict(
    String cause,
    String title,
    List<String> evidence,
    List<Integer> windowsErrors,
    List<Remedy> remedies) {
  public Verdict {
    evidence = List.copyOf(evidence);
    windowsErrors = List.copyOf(windowsErrors);
    remedies = List.copyOf(remedies);
  }

  /**
   * What mends it.
   *
   * @param where {@code RRAS}, {@code Windows client}, {@code strongSwan}, {@code network} or
   *     {@code ikelb}
   * @param what for people
   * @param commands to be typed there; none: there is nothing to type
   */
  public record Remedy(String where, String what, List<String> commands) {
    public Remedy {
      commands = List.copyOf(commands);
    }
  }
}
