package org.ikelb.bench.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside the benchmark, and is told what to do line by line.
 *
 * <p>Not thread-safe.
 */
public final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts one whose standard output is read line by line. */
  static Child talking(List<String> command, Path errors) {
    return start(new ProcessBuilder(command).redirectError(Redirect.appendTo(errors.toFile())));
  }

  /** Starts one that says all it has to say in a file. */
  static Child silent(List<String> command, Map<String, String> environment, Path log) {
    File file = log.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file);
    builder.environment().putAll(environment);
    return start(builder);
  }

  private static Child start(ProcessBuilder builder) {
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Says a line, and returns what it answers. */
  public String ask(String line) {
    in.println(line);
    String answer = readLine();
    if (answer.startsWith("failed")) {
      throw new IllegalStateException("\"" + line + "\" " + answer);
    }
    return answer;
  }

  void awaitLine(String expected) {
    String line = readLine();
    if (!line.equals(expected)) {
      throw new IllegalStateException("expected \"" + expected + "\", got \"" + line + "\"");
    }
  }

  private String readLine() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "ended with exit code " + process.waitFor() + ": " + process.info().commandLine());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it: kindly, and after five seconds by force. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
