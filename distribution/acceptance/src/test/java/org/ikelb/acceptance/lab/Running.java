package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that runs beside a test.
 *
 * <p>Not thread-safe.
 */
public final class Running {
  private final String name;
  private final Process process;
  private final Path output;
  private final Processes processes;

  Running(String name, Process process, Path output, Processes processes) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.processes = processes;
  }

  /** Waits until it has said something for the first time. */
  public Running awaitReady() {
    await(name).atMost(10, SECONDS).until(() -> !printed().isEmpty());
    return this;
  }

  public boolean goesOn() {
    return process.isAlive();
  }

  /** Waits until it has ended by itself, without an error. */
  public String awaitEnd(int seconds) {
    await(name + " ends").atMost(seconds, SECONDS).until(() -> !process.isAlive());
    if (process.exitValue() != 0) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + printed());
    }
    return printed();
  }

  public String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    processes.stop(process);
  }
}
