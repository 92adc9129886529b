package org.ikelb.console;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says loudly what OSGi says quietly: bundles that do not resolve or start, and files in {@code
 * deploy/} that are no bundle, or the same one. Each is logged once when it appears.
 *
 * <p>Thread-safe; looks every few seconds on a thread of its own, for a file is no bundle event.
 */
@Component(immediate = true)
public final class BundleWarnings implements WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(BundleWarnings.class);
  private static final long FIRST_LOOK_SECONDS = 3;
  private static final long LOOK_AGAIN_SECONDS = 5;

  private final BundleContext context;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(BundleWarnings::thread);
  private volatile List<Warning> warnings = List.of();

  @Activate
  public BundleWarnings(BundleContext context) {
    this.context = context;
    var unused = // look() lets no exception out
        looker.scheduleWithFixedDelay(
            this::look, FIRST_LOOK_SECONDS, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void deactivate() {
    looker.shutdownNow();
  }

  @Override
  public List<Warning> warnings() {
    return warnings;
  }

  /** Looks now; never throws, for that would end the looking. */
  void look() {
    try {
      List<Warning> found = new ArrayList<>(IdleBundles.warnings(context));
      String home = context.getProperty("ikelb.home");
      if (home != null) {
        Path deploy = Path.of(home, "deploy");
        found.addAll(DeployFolder.warnings(deploy, Instant.now()));
        found.addAll(DeployedTwins.warnings(deploy, installed(), Instant.now()));
      }
      Set<Warning> known = Set.copyOf(warnings);
      found.stream().filter(warning -> !known.contains(warning)).forEach(BundleWarnings::log);
      warnings = List.copyOf(found);
    } catch (RuntimeException e) {
      LOG.warn("event=bundle-look-failed", e);
    }
  }

  private Set<String> installed() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getSymbolicName)
        .filter(Objects::nonNull)
        .collect(toSet());
  }

  private static void log(Warning warning) {
    LOG.warn(
        "event={} subject={} problem=\"{}\"", warning.code(), warning.subject(), warning.text());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ikelb-bundle-warnings");
    thread.setDaemon(true);
    return thread;
  }
}
