package org.ikelb.console.verb;

import java.util.List;
import org.ikelb.api.text.NearestName;

/** Says what a mistyped name probably means. Pure functions; thread-safe. */
final class Nearest {
  private static final int LIST_AT_MOST = 12;

  private Nearest() {}

  /** {@code ; did you mean "vpn"?}, else what there is, else that there is none. */
  static String hint(String name, List<String> known) {
    if (known.isEmpty()) {
      return "; there is none";
    }
    return NearestName.of(name, known)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElseGet(
            () -> known.size() > LIST_AT_MOST ? "" : "; there is " + String.join(", ", known));
  }
}
