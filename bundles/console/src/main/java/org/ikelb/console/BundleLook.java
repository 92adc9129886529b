package org.ikelb.console;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * All that is odd with the bundles of this process and with what lies in {@code deploy/}.
 *
 * <p>Thread-safe; remembers which jars it has missed before.
 */
final class BundleLook {
  private final BundleContext context;
  private final MissedJars missed;

  BundleLook(BundleContext context) {
    this.context = context;
    boolean isTool = "tool".equals(context.getProperty("ikelb.mode")); // nobody installs more there
    this.missed = new MissedJars(isTool ? Duration.ZERO : MissedJars.PATIENCE);
  }

  /** Looks now. Blocks for files. */
  synchronized List<Warning> warnings(Instant now) {
    List<Warning> found = new ArrayList<>(IdleBundles.warnings(context));
    String home = context.getProperty("ikelb.home");
    if (home != null) {
      Path deploy = Path.of(home, "deploy");
      found.addAll(DeployFolder.warnings(deploy, now));
      found.addAll(DeployedTwins.warnings(deploy));
      found.addAll(missed.warnings(DeployedTwins.jars(deploy), installed(), now));
    }
    return found;
  }

  private Set<String> installed() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getSymbolicName)
        .filter(Objects::nonNull)
        .collect(toSet());
  }
}
