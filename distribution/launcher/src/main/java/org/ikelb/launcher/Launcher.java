package org.ikelb.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process behind {@code bin/ikelb run|demo|check}. */
final class Launcher {
  private Launcher() {}

  /** Takes the mode (run, demo, tool), and what follows the verb. */
  public static void main(String[] arguments) {
    Mode mode = Mode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    Installation installation =
        Installation.of(mode, rest, name -> Optional.ofNullable(System.getProperty(name)));
    LogSettings.of(installation, System.getenv()).forEach(System::setProperty);
    System.exit(launch(installation, rest));
  }

  private static int launch(Installation installation, List<String> arguments) {
    try {
      return installation.mode() == Mode.TOOL
          ? useAsTool(installation, arguments)
          : balance(installation);
    } catch (CannotStart e) {
      System.err.println("ikelb: " + e.getMessage());
      return 1;
    } catch (IOException | BundleException | InvalidSyntaxException e) {
      LoggerFactory.getLogger(Launcher.class).error("event=start-failed", e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int balance(Installation installation)
      throws CannotStart, IOException, BundleException, InterruptedException {
    try (StateLock lock = StateLock.take(installation.state())) {
      Logger log = LoggerFactory.getLogger(Launcher.class);
      log.info(
          "event=starting version={} mode={} pid={} java={} home={} state={} topology={}",
          installation.version(),
          installation.mode().word(),
          ProcessHandle.current().pid(),
          Runtime.version(),
          installation.home(),
          installation.state(),
          installation.topology());
      RunningFramework running = RunningFramework.start(installation, lock.cache());
      if (running.runs()) {
        report(log, running);
      }
      return running.awaitStop();
    }
  }

  private static void report(Logger log, RunningFramework running) {
    for (StartReport.Failure failure : StartReport.of(running.framework().getBundleContext())) {
      log.error(
          "event=bundle-does-not-run bundle=\"{}\" file={} reason=\"{}\"",
          failure.bundle(),
          failure.file(),
          failure.reason());
    }
    log.info(
        "event=started bundles={} millis={}",
        running.framework().getBundleContext().getBundles().length,
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  private static int useAsTool(Installation installation, List<String> command)
      throws CannotStart,
          IOException,
          BundleException,
          InvalidSyntaxException,
          InterruptedException {
    Path cache = Files.createTempDirectory("ikelb-tool-");
    try {
      RunningFramework running = RunningFramework.start(installation, cache);
      int code = Tool.run(running.framework().getBundleContext(), command);
      running.framework().stop();
      running.awaitStop();
      return code;
    } finally {
      delete(cache);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
