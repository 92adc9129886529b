package org.ikelb.console.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of all groups that a user is in. Java cannot ask for them, and SO_PEERCRED tells one
 * only, so {@code id} (POSIX) is run: it asks whatever nsswitch.conf names, as a login does. What
 * it said holds for a minute, a failure too: nobody can have more than one of them run a minute.
 *
 * <p>Thread-safe; blocks for at most three seconds.
 */
final class GroupNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(GroupNumbers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int USERS = 1000;
  private static final int MOST_BYTES = 64 * 1024;

  private final LongSupplier nanos;
  private final List<String> command;
  private final Duration patience;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What {@code id} said, and until when that holds. */
  private record Known(List<String> numbers, long untilNanos) {}

  GroupNumbers(LongSupplier nanos) {
    this(nanos, List.of("id", "-G", "--"), PATIENCE);
  }

  /**
   * The same with another program.
   *
   * @param command prints numbers on a line, for the user named after it
   * @param patience how long it may take
   */
  GroupNumbers(LongSupplier nanos, List<String> command, Duration patience) {
    this.nanos = nanos;
    this.command = List.copyOf(command);
    this.patience = patience;
  }

  /** Those of a user; none if nobody can tell: then the log says so. */
  List<String> of(String user) {
    long now = nanos.getAsLong();
    Known last = known.get(user);
    if (last != null && now - last.untilNanos() < 0) {
      return last.numbers();
    }
    List<String> numbers = ask(user);
    if (known.size() >= USERS) {
      known.clear();
    }
    known.put(user, new Known(numbers, now + KEPT.toNanos()));
    return numbers;
  }

  private List<String> ask(String user) {
    ProcessBuilder id = new ProcessBuilder(new ArrayList<>(command));
    id.command().add(user);
    id.redirectInput(new File("/dev/null")).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = id.start();
      try {
        return answer(user, process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return unknown(user, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(user, "interrupted");
    }
  }

  private List<String> answer(String user, Process process)
      throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return unknown(user, "it takes longer than " + patience.toMillis() + " ms");
    }
    if (process.exitValue() != 0) {
      return unknown(user, "it ended with " + process.exitValue());
    }
    String text = new String(process.getInputStream().readNBytes(MOST_BYTES), UTF_8).strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
  }

  private List<String> unknown(String user, String problem) {
    LOG.warn(
        "event=control-groups-unknown user=\"{}\" problem=\"{}: {}\"",
        user,
        String.join(" ", command),
        problem);
    return List.of();
  }
}
