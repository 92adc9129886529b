package org.ikelb.launcher;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service by which a bundle ends the process: {@code IntConsumer} with {@code ikelb.role=exit}.
 * Takes the exit code, returns at once; the first code counts.
 *
 * <p>Thread-safe.
 */
final class Exit implements IntConsumer {
  private static final Logger log = LoggerFactory.getLogger(Exit.class);
  private static final int NONE = -1;

  private final Framework framework;
  private final AtomicInteger code = new AtomicInteger(NONE);

  Exit(Framework framework) {
    this.framework = framework;
  }

  void register(BundleContext context) {
    context.registerService(
        IntConsumer.class, this, FrameworkUtil.asDictionary(Map.of("ikelb.role", "exit")));
  }

  @Override
  public void accept(int wanted) {
    if (code.compareAndSet(NONE, wanted)) {
      try {
        framework.stop(); // asynchronous
        LastResort.watch(framework, wanted);
      } catch (BundleException e) {
        log.error("event=stop-failed", e);
      }
    }
  }

  boolean isAskedFor() {
    return code.get() != NONE;
  }

  /** The code asked for; 0 if the framework was stopped in another way. */
  int code() {
    return Math.max(0, code.get());
  }
}
