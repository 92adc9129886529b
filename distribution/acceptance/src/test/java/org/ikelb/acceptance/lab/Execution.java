package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param command with its arguments
 * @param exit its exit code; 137 if it was ended for taking too long
 * @param output standard output and standard error together
 */
public record Execution(List<String> command, int exit, String output) {
  private static final Duration LIMIT = Duration.ofSeconds(150);

  public Execution {
    command = List.copyOf(command);
  }

  /** Runs a command to its end. */
  public static Execution of(String... command) {
    return of(new ProcessBuilder(command));
  }

  static Execution of(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Execution(builder.command(), process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + builder.command(), e);
    }
  }

  public boolean succeeded() {
    return exit == 0;
  }

  /**
   * This execution, which must have succeeded.
   *
   * @throws CommandFailed if it has not
   */
  public Execution orFail() {
    if (!succeeded()) {
      throw new CommandFailed(this);
    }
    return this;
  }

  /** This execution, whose failure means that something was lost on the way: an assertion. */
  public Execution withoutLoss() {
    if (!succeeded()) {
      throw new AssertionError(this);
    }
    return this;
  }

  @Override
  public String toString() {
    return String.join(" ", command) + " ended with " + exit + ":\n" + output;
  }
}
