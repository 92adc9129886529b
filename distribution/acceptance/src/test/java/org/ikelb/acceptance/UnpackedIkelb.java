package org.ikelb.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The archive, unpacked into a directory of its own and used through {@code bin/ikelb}, as an
 * administrator would.
 *
 * <p>For one test thread.
 */
public final class UnpackedIkelb {
  private static final long PATIENCE_SECONDS = 60;

  private final Path home;
  private final List<String> prefix;
  private final Map<String, String> environment;

  private UnpackedIkelb(Path home, List<String> prefix, Map<String, String> environment) {
    this.home = home;
    this.prefix = List.copyOf(prefix);
    this.environment = Map.copyOf(environment);
  }

  /** Unpacks the archive into an empty directory. */
  public static UnpackedIkelb in(Path directory) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder(
                "tar", "xzf", archive().toString(), "-C", directory.toString(), "--strip", "1")
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("cannot unpack " + archive());
    }
    // Any ports: several may run at once. The log says which they are.
    return new UnpackedIkelb(directory, List.of(), javaUnderTest())
        .setting("ikelb.metrics.port", "0")
        .setting("org.osgi.service.http.port", "0");
  }

  /** Adds a line to {@code conf/framework.properties}; the last one for a key counts. */
  public UnpackedIkelb setting(String key, String value) throws IOException {
    Files.writeString(
        home.resolve("conf/framework.properties"),
        key + "=" + value + "\n",
        StandardOpenOption.APPEND);
    return this;
  }

  /** The tar.gz that the build has made. */
  public static Path archive() {
    return Path.of(System.getProperty("ikelb.archive")).toAbsolutePath().normalize();
  }

  /** {@code IKELB_TEST_JAVA_HOME} makes all of these tests use another Java. */
  private static Map<String, String> javaUnderTest() {
    String javaHome = System.getenv("IKELB_TEST_JAVA_HOME");
    return Map.of("JAVA_HOME", javaHome == null ? System.getProperty("java.home") : javaHome);
  }

  /**
   * The same directory, used through another command: {@code ip netns exec NAME}, {@code setpriv
   * --reuid 1000 ...}. It must end in an exec, so that the pid stays ikelb's.
   */
  public UnpackedIkelb through(String... command) {
    return new UnpackedIkelb(home, List.of(command), environment);
  }

  /** The same directory, used with one more environment variable. */
  public UnpackedIkelb with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new UnpackedIkelb(home, prefix, more);
  }

  public Path home() {
    return home;
  }

  public Path topologyFile() {
    return home.resolve("conf/ikelb.json");
  }

  /** Writes {@code conf/ikelb.json}. */
  public UnpackedIkelb topology(String json) throws IOException {
    Files.writeString(topologyFile(), json);
    return this;
  }

  /** Starts {@code bin/ikelb run}, or another verb that stays, without waiting for anything. */
  public RunningIkelb start(String... arguments) throws IOException {
    String[] command = arguments.length == 0 ? new String[] {"run"} : arguments;
    Path output = Files.createTempFile(home, "output-", ".log");
    Process process =
        command(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new RunningIkelb(this, process, output);
  }

  /** Starts {@code bin/ikelb run} and waits until it is ready. */
  public RunningIkelb startAndAwaitReady() throws IOException {
    RunningIkelb running = start();
    try {
      running.awaitOutput("event=ready");
      return running;
    } catch (RuntimeException | Error e) {
      running.close();
      throw e;
    }
  }

  /** Runs {@code bin/ikelb VERB ...} to its end. */
  public Verb ikelb(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("ikelb-out", "");
    Path err = Files.createTempFile("ikelb-err", "");
    try {
      Process process =
          command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      String line = String.join(" ", arguments);
      return new Verb(line, process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Types a line into {@code bin/ikelb shell}. */
  public Verb shell(String line) throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile("ikelb-in", ""), line + "\n");
    Path out = Files.createTempFile("ikelb-out", "");
    try {
      Process process =
          command("shell")
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return new Verb("shell: " + line, process.exitValue(), Files.readString(out), "");
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin/ikelb").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
