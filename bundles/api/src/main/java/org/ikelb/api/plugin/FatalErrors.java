package org.ikelb.api.plugin;

/**
 * Tells what the JVM is dying of from what is a plugin's own failure. A plugin can throw anything:
 * exceptions, errors of its own, those of classes that cannot be linked, or a stack that is too
 * deep. All of that concerns the plugin alone.
 *
 * <p>Stateless and thread-safe.
 */
public final class FatalErrors {
  private FatalErrors() {}

  /** Throws on what the JVM is dying of; what else was thrown, the caller counts or says. */
  public static void passOn(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
      throw fatal;
    }
  }
}
