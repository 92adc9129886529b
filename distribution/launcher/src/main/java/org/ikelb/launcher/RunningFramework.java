package org.ikelb.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework with the bundles of the distribution, from its start to its stop. */
final class RunningFramework {
  /** As the JVM's own after SIGTERM. */
  private static final int TERMINATED = 143;

  private final Framework framework;
  private final Exit exit;

  private RunningFramework(Framework framework, Exit exit) {
    this.framework = framework;
    this.exit = exit;
  }

  /**
   * Starts it. Returns when all start levels were reached, or when a bundle has asked to exit.
   *
   * @param cache scratch space for the framework
   */
  static RunningFramework start(Installation installation, Path cache)
      throws IOException, BundleException, CannotStart {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow(() -> new CannotStart("no OSGi framework in lib/"))
            .newFramework(FrameworkSettings.of(installation, cache));
    framework.init();
    Exit exit = new Exit(framework);
    exit.register(framework.getBundleContext());
    LogLevel.register(framework.getBundleContext());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(framework), "shutdown"));
    new SystemBundles(framework.getBundleContext()).install(installation);
    framework.start();
    return new RunningFramework(framework, exit);
  }

  Framework framework() {
    return framework;
  }

  /** False once it stops, or is asked to. */
  boolean runs() {
    return framework.getState() == Bundle.ACTIVE && !exit.isAskedFor();
  }

  /** Waits until it has stopped and returns the exit code that was asked for. */
  int awaitStop() throws InterruptedException {
    framework.waitForStop(0);
    return exit.code();
  }

  private static void stop(Framework framework) {
    try {
      framework.stop();
      LastResort.awaitStop(framework, TERMINATED);
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
