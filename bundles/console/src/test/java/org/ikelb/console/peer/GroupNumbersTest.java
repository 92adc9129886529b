package org.ikelb.console.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupNumbersTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();

  /** A program in the place of id, which notes each call. */
  private GroupNumbers by(String script) throws IOException {
    return by(script, LONG);
  }

  private GroupNumbers by(String script, Duration patience) throws IOException {
    Path id =
        Files.writeString(directory.resolve("id"), "#!/bin/sh\necho \"$@\" >> calls\n" + script);
    return new GroupNumbers(
        nanos::get,
        List.of("sh", "-c", "cd " + directory + " && exec sh " + id + " \"$@\"", "id", "-G", "--"),
        patience);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  @Test
  void theSystemKnowsTheGroupOfRoot() {
    assertEquals("0", new GroupNumbers(nanos::get).of("root").get(0));
  }

  @Test
  void aUserThatTheSystemDoesNotKnowHasNone() {
    assertEquals(List.of(), new GroupNumbers(nanos::get).of("no-such-user"));
    assertEquals(List.of(), new GroupNumbers(nanos::get).of("-n"));
  }

  @Test
  void whatWasSaidHoldsForAMinute() throws IOException {
    GroupNumbers numbers = by("echo 7 8");
    assertEquals(List.of("7", "8"), numbers.of("alice"));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertEquals(List.of("7", "8"), numbers.of("alice"));
    assertEquals(List.of("-G -- alice"), calls());
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    numbers.of("alice");
    assertEquals(2, calls().size());
  }

  @Test
  void aFailureHoldsForAMinuteToo() throws IOException {
    GroupNumbers numbers = by("echo 7; exit 1");
    assertEquals(List.of(), numbers.of("alice"));
    assertEquals(List.of(), numbers.of("alice"));
    assertEquals(1, calls().size());
  }

  @Test
  void aProgramThatIsNotThereOrHangsGivesNobodyAGroup() throws IOException {
    assertEquals(
        List.of(), new GroupNumbers(nanos::get, List.of("/nonexistent"), LONG).of("alice"));
    assertEquals(List.of(), by("exec sleep 60", Duration.ofMillis(200)).of("alice"));
  }
}
