package org.ikelb.config.binding;

import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * The rule for names that administrators give: virtual servers, groups, pools, gateways, monitors.
 *
 * <p>Stateless.
 */
final class ObjectName {
  private static final int LONGEST = 255;

  private ObjectName() {}

  static void check(String name, Place place) {
    if (name.isEmpty()) {
      place.wrongKey("a name must not be empty");
    } else if (name.length() > LONGEST) {
      place.wrongKey("a name must not be longer than " + LONGEST + " characters");
    } else if (name.codePoints().anyMatch(ObjectName::forbidden)) {
      place.wrongKey("a name must not contain spaces, slashes or unprintable characters");
    }
  }

  private static boolean forbidden(int codePoint) {
    return codePoint == '/'
        || Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || !Quoted.isPrintable(codePoint);
  }
}
