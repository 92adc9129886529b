package org.ikelb.console;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
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

  private final BundleLook look;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(BundleWarnings::thread);
  private volatile List<Warning> warnings = List.of();

  @Activate
  public BundleWarnings(BundleContext context) {
    this.look = new BundleLook(context);
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
      List<Warning> found = look.warnings(Instant.now());
      Set<Warning> known = Set.copyOf(warnings);
      found.stream().filter(warning -> !known.contains(warning)).forEach(BundleWarnings::log);
      warnings = List.copyOf(found);
    } catch (RuntimeException e) {
      LOG.warn("event=bundle-look-failed", e);
    }
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
