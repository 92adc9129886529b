package org.ikelb.console.doctor;

import java.util.List;
import java.util.Set;
import org.ikelb.api.view.Warning;

/** Whether clients get in wherever they are sent. Pure functions. */
public final class Logins {
  private static final Set<String> CODES =
      Set.of(
          "gateway-ejected",
          "gateway-turns-away",
          "policy-refused",
          "logins-differ",
          "proposals-refused");

  private Logins() {}

  /**
   * One for each gateway or policy that keeps clients out; one in all if there is none.
   *
   * @param warnings of a running ikelb
   */
  public static List<Finding> of(List<Warning> warnings) {
    List<Finding> odd =
        warnings.stream()
            .filter(warning -> CODES.contains(warning.code()))
            .map(
                warning ->
                    Finding.warning(
                        "logins: " + warning.subject(),
                        warning.code() + ": " + warning.text(),
                        "\"ikelb attempts\" shows who was turned away, and what they offered"))
            .toList();
    return odd.isEmpty()
        ? List.of(Finding.ok("logins", "no gateway turns clients away that others take"))
        : odd;
  }
}
