package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A ping that goes on beside a test.
 *
 * <p>Not thread-safe.
 */
public final class Pinging {
  private static final Pattern SEQUENCE = Pattern.compile("icmp_seq=(\\d+) ");
  private static final Pattern SENT = Pattern.compile("(\\d+) packets transmitted");

  /** Requests that are not waited for when it is stopped: 0.3 s. */
  private static final int STILL_ON_THEIR_WAY = 3;

  private final String client;
  private final Process process;
  private final Path output;

  Pinging(String client, Process process, Path output) {
    this.client = client;
    this.process = process;
    this.output = output;
  }

  /**
   * Ends it; no ping may have been lost. What was sent in the last moment may still be on its way.
   *
   * @return how many were answered
   */
  public int stopWithoutLoss() {
    Answers answers = Answers.in(stop());
    if (answers.sequences().isEmpty() || answers.lostBefore(answers.sent() - STILL_ON_THEIR_WAY)) {
      throw new AssertionError(client + " lost " + answers);
    }
    return answers.sequences().size();
  }

  private String stop() {
    Execution.of("kill", "-INT", Long.toString(process.pid()));
    try {
      process.waitFor(5, TimeUnit.SECONDS);
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * What ping has printed.
   *
   * @param sent requests
   * @param sequences of the answers, from 1
   */
  record Answers(int sent, SortedSet<Integer> sequences) {
    static Answers in(String output) {
      SortedSet<Integer> sequences = new TreeSet<>();
      SEQUENCE.matcher(output).results().forEach(m -> sequences.add(number(m)));
      return new Answers(
          SENT.matcher(output).results().findFirst().map(Answers::number).orElse(0), sequences);
    }

    private static int number(MatchResult match) {
      return Integer.parseInt(match.group(1));
    }

    /** Whether one of the requests 1 to this one was not answered. */
    boolean lostBefore(int last) {
      return IntStream.rangeClosed(1, last).anyMatch(i -> !sequences.contains(i));
    }

    @Override
    public String toString() {
      IntStream lost = IntStream.rangeClosed(1, sent).filter(i -> !sequences.contains(i));
      return "of %d pings these: %s".formatted(sent, Arrays.toString(lost.toArray()));
    }
  }
}
