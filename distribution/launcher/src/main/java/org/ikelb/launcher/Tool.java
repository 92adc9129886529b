package org.ikelb.launcher;

import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** Hands a command to the console bundle of this very framework. */
final class Tool {
  private static final String COMMAND_LINE =
      "(&(objectClass=java.util.function.ToIntFunction)(ikelb.role=command-line))";
  private static final long PATIENCE_MILLIS = 10_000;

  private Tool() {}

  /** Carries out the command and returns its exit code. */
  static int run(BundleContext framework, List<String> command)
      throws CannotStart, InterruptedException, InvalidSyntaxException {
    Filter filter = framework.createFilter(COMMAND_LINE);
    ServiceTracker<ToIntFunction<List<String>>, ToIntFunction<List<String>>> tracker =
        new ServiceTracker<>(framework, filter, null);
    tracker.open();
    try {
      ToIntFunction<List<String>> commandLine = tracker.waitForService(PATIENCE_MILLIS);
      if (commandLine == null) {
        throw new CannotStart(
            "the console bundle offers no command line; what does not run in this framework:"
                + failures(framework));
      }
      return commandLine.applyAsInt(command);
    } finally {
      tracker.close();
    }
  }

  private static String failures(BundleContext framework) {
    StringBuilder text = new StringBuilder();
    StartReport.of(framework)
        .forEach(
            failure ->
                text.append("\n  ").append(failure.bundle()).append(": ").append(failure.reason()));
    return text.isEmpty() ? " nothing, so it waits for a service" : text.toString();
  }
}
