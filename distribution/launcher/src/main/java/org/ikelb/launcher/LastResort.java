package org.ikelb.launcher;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a stop ends. A plugin may hang in what the stop has to wait for; then the process
 * ends without it, and says what hung.
 *
 * <p>Thread-safe.
 */
final class LastResort {
  /** So that the process has ended within five seconds. */
  static final Duration PATIENCE = Duration.ofMillis(4_500);

  private static final Logger log = LoggerFactory.getLogger(LastResort.class);

  private LastResort() {}

  /** Waits for the stop, which was begun, on a thread of its own. */
  static void watch(Framework framework, int exitCode) {
    Thread watch =
        new Thread(
            () -> {
              try {
                awaitStop(framework, exitCode);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Waits for the stop, which was begun; returns when it has ended, or never. */
  static void awaitStop(Framework framework, int exitCode) throws InterruptedException {
    awaitStop(framework, () -> Runtime.getRuntime().halt(exitCode));
  }

  static void awaitStop(Framework framework, Runnable halt) throws InterruptedException {
    FrameworkEvent end = framework.waitForStop(PATIENCE.toMillis());
    if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
      log.error(
          "event=stop-hangs millis={} bundle=\"{}\" at=\"{}\"",
          PATIENCE.toMillis(),
          stopping(framework),
          where(Thread.getAllStackTraces()));
      halt.run();
    }
  }

  private static String stopping(Framework framework) {
    return Optional.ofNullable(framework.getBundleContext()).stream()
        .flatMap(context -> Stream.of(context.getBundles()))
        .filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() == Bundle.STOPPING)
        .map(Bundle::getSymbolicName)
        .collect(Collectors.joining(", "));
  }

  /** What the thread does that stops bundles, outermost last; a few frames tell it. */
  static String where(Map<Thread, StackTraceElement[]> threads) {
    return threads.values().stream()
        .filter(stack -> Stream.of(stack).anyMatch(LastResort::stopsABundle))
        .map(
            stack ->
                Arrays.stream(stack)
                    .limit(12)
                    .map(at -> at.getClassName() + "." + at.getMethodName())
                    .collect(Collectors.joining(" < ")))
        .collect(Collectors.joining("; "));
  }

  private static boolean stopsABundle(StackTraceElement at) {
    return at.getMethodName().equals("stopBundle");
  }
}
