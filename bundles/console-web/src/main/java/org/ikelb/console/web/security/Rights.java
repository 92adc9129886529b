package org.ikelb.console.web.security;

import java.util.Set;
import org.ikelb.api.Role;

/** Which role a request needs. What is not named here needs {@link Role#ADMIN}. Pure functions. */
final class Rights {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** First parts of paths under the console's root whose reading shows no secrets. */
  private static final Set<String> FOR_VIEWERS =
      Set.of("ikelb", "bundles", "services", "components", "logs", "licenses", "res");

  /** Felix's page Log asks for its lines with POST. */
  private static final Set<String> CHANGES_NOTHING = Set.of("/ikelb/api/check", "/logs");

  private static final String LOG_OUT = "logout";
  private static final Set<String> OPERATION =
      Set.of("/ikelb/api/gateway", "/ikelb/api/close", "/ikelb/api/probe");

  private Rights() {}

  static boolean isReading(String method) {
    return READING.contains(method);
  }

  /**
   * The role needed.
   *
   * @param path under the console's root, {@code /bundles/7}
   */
  static Role needed(String method, String path) {
    if (firstPart(path).equals(LOG_OUT)) {
      return Role.VIEW;
    }
    if (isReading(method)) {
      return FOR_VIEWERS.contains(firstPart(path)) ? Role.VIEW : Role.ADMIN;
    }
    if (method.equals("POST") && CHANGES_NOTHING.contains(path)) {
      return Role.VIEW;
    }
    return method.equals("POST") && OPERATION.contains(path) ? Role.OPERATE : Role.ADMIN;
  }

  /** {@code bundles} of {@code /bundles/7}, and of {@code /bundles.json}. */
  private static String firstPart(String path) {
    String[] parts = path.split("/", 3);
    return parts.length < 2 ? "" : parts[1].replaceFirst("\\.json$", "");
  }
}
