package org.ikelb.console;

import java.io.OutputStream;
import java.util.List;
import org.ikelb.api.Caller;

/**
 * A conversation: lines that are carried out one after the other and can build on each other.
 *
 * <p>For one thread.
 */
interface Shell extends AutoCloseable {
  /**
   * Carries out a line; what it says goes to the shell's streams. Never throws.
   *
   * @return the exit code
   */
  int execute(String line);

  /** What the last word of a line could become. */
  List<String> complete(String line);

  @Override
  void close();

  /** Opens shells. */
  @FunctionalInterface
  interface Factory {
    /**
     * Opens one.
     *
     * @param caller who types
     * @param directory what relative file names are relative to; empty: this process's
     * @throws IllegalStateException if there can be none; the message is for the user
     */
    Shell open(Caller caller, String directory, OutputStream out, OutputStream err);
  }
}
