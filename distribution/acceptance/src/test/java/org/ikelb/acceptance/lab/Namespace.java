package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network namespace: a host of the lab.
 *
 * @param name as {@code ip netns} knows it
 */
public record Namespace(String name) {

  /** Runs a command in it to its end. */
  public Execution run(String... command) {
    return run(Map.of(), command);
  }

  Execution run(Map<String, String> environment, String... command) {
    return Execution.of(builder(environment, command));
  }

  /** Runs {@code ip} on it, which must succeed; the arguments are given as one text. */
  void ip(String arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(arguments.split(" ")));
    Execution.of(command.toArray(String[]::new)).orFail();
  }

  /** Starts a command in it; the process id is the command's own. */
  Process start(Path output, Map<String, String> environment, String... command) {
    try {
      return builder(environment, command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line that runs a command in it. */
  public List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  private ProcessBuilder builder(Map<String, String> environment, String... command) {
    List<String> whole = new ArrayList<>(prefix());
    whole.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().putAll(environment);
    return builder;
  }
}
