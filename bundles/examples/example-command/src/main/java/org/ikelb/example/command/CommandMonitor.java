package org.ikelb.example.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.text.AddressText;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.ProbeResult;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;

/**
 * Runs a command as Nagios does: exit code 0 is good, 1 a warning, 2 critical; any other says
 * nothing about the gateway. The first line that it prints, up to a {@code |}, is the detail.
 *
 * <p>A command that is not done in time is killed with all that it started, and counts as critical.
 * ikelb's own rights are the command's rights: it should have none it does not need.
 *
 * <p>Thread-safe: it keeps nothing.
 */
final class CommandMonitor implements HealthMonitor {
  private static final int MAX_READ = 4_096;
  private static final int MAX_DETAIL = 200;

  private final CommandSettings settings;

  CommandMonitor(CommandSettings settings) {
    this.settings = settings;
  }

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      // A file, not a pipe: nobody has to read it while the command runs.
      Path output = Files.createTempFile("ikelb-command-", ".out");
      try {
        return run(commandFor(target), output, timeout, begun);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return result(Verdict.UNKNOWN, "cannot be run: " + e.getMessage(), begun);
    }
  }

  private List<String> commandFor(ProbeTarget target) {
    String address = AddressText.of(target.address());
    return settings.command().stream()
        .map(part -> part.replace("{address}", address).replace("{gateway}", target.gateway()))
        .toList();
  }

  private ProbeResult run(List<String> command, Path output, Duration timeout, long begun)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return result(Verdict.DOWN, "the command was not done in time", begun);
      }
      return result(verdict(process.exitValue()), detail(output, process.exitValue()), begun);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Verdict verdict(int exitCode) {
    return switch (exitCode) {
      case 0 -> Verdict.UP;
      case 1 -> settings.onWarning() == CommandSettings.OnWarning.FULL ? Verdict.FULL : Verdict.UP;
      case 2 -> Verdict.DOWN;
      default -> Verdict.UNKNOWN;
    };
  }

  private static String detail(Path output, int exitCode) throws IOException {
    String text;
    try (InputStream printed = Files.newInputStream(output)) {
      text = new String(printed.readNBytes(MAX_READ), StandardCharsets.UTF_8);
    }
    String line = text.lines().findFirst().orElse("").split("\\|", 2)[0].strip();
    if (line.isEmpty()) {
      return "exit code " + exitCode;
    }
    return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) : line;
  }

  private static ProbeResult result(Verdict verdict, String detail, long begunNanos) {
    return new ProbeResult(verdict, detail, Duration.ofNanos(System.nanoTime() - begunNanos));
  }
}
