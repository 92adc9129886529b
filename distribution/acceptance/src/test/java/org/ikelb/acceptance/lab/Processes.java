package org.ikelb.acceptance.lab;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes that a lab has started. Only these are ever ended, each by its own handle.
 *
 * <p>Thread-safe.
 */
final class Processes {
  private static final int PATIENCE_SECONDS = 6;

  private final Map<Long, Process> started = new ConcurrentHashMap<>();

  Process add(Process process) {
    started.put(process.pid(), process);
    return process;
  }

  /** Asks it to end (SIGTERM), ends it (SIGKILL) if it does not, and waits until it is gone. */
  void stop(Process process) {
    process.destroy();
    if (!gone(process)) {
      kill(process);
    }
    started.remove(process.pid());
  }

  /** Ends it with SIGKILL and waits until it is gone. */
  void kill(Process process) {
    process.destroyForcibly();
    gone(process);
    started.remove(process.pid());
  }

  void stopAll() {
    started.values().forEach(Process::destroy);
    started.values().forEach(this::stop);
  }

  private static boolean gone(Process process) {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
