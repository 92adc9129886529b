package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A process started from {@link UnpackedIkelb}. Closing it ends it, whatever its state.
 *
 * <p>For one test thread.
 */
public final class RunningIkelb implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UnpackedIkelb unpacked;
  private final Process process;
  private final Path output;

  RunningIkelb(UnpackedIkelb unpacked, Process process, Path output) {
    this.unpacked = unpacked;
    this.process = process;
    this.output = output;
  }

  public Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  /** Standard output and standard error so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the output contains this text; fails when the process ends before. */
  public void awaitOutput(String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> output().contains(text) || !process.isAlive());
    if (!output().contains(text)) {
      fail("ikelb ended with exit code " + process.exitValue() + ":\n" + output());
    }
  }

  /** Waits for the end of the process and returns its exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      fail("ikelb still runs:\n" + output());
    }
    return process.exitValue();
  }

  /** Sends SIGTERM, waits for the end and returns the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Runs {@code bin/ikelb VERB ...} against it. */
  public Verb ikelb(String... arguments) throws IOException, InterruptedException {
    return unpacked.ikelb(arguments);
  }

  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
