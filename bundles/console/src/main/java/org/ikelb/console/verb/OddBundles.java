package org.ikelb.console.verb;

import java.util.List;

/**
 * What a tool's answer says of bundles that are not as they should be: a plugin that is missed may
 * be among them. Where ikelb runs, its warnings say it.
 *
 * <p>Stateless.
 */
final class OddBundles {
  private OddBundles() {}

  /** A line each; none where ikelb runs. */
  static List<String> lines(Services services) {
    return services.optionalControl().isPresent()
        ? List.of()
        : services.host().bundles().get().stream()
            .map(warning -> "warning: " + warning.subject() + ": " + warning.text())
            .toList();
  }
}
