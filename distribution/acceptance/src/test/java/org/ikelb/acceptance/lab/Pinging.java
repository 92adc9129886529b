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
import java.util.stream.Stream;

/**
 * A ping that goes on beside a test.
 *
 * <p>Not thread-safe.
 */
public final class Pinging {
  private static final Pattern ANSWERED = Pattern.compile("bytes from \\S+ icmp_seq=(\\d+) ");
  private static final Pattern OUTSTANDING = Pattern.compile("no answer yet for icmp_seq=(\\d+)");
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
    Answers answers = stop();
    if (answers.sequences().isEmpty() || answers.lostBefore(answers.sent() - STILL_ON_THEIR_WAY)) {
      throw new AssertionError(client + " lost " + answers);
    }
    return answers.sequences().size();
  }

  /** The last request of which it is known whether it was answered at once. */
  public int soFar() {
    return Stream.of(ANSWERED, OUTSTANDING)
        .flatMap(p -> p.matcher(printed()).results())
        .mapToInt(Answers::number)
        .max()
        .orElse(0);
  }

  /** Ends it. */
  public Answers stop() {
    Execution.of("kill", "-INT", Long.toString(process.pid()));
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Answers.in(printed());
  }

  private String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What ping has printed.
   *
   * @param sent requests
   * @param sequences of the answers, from 1
   */
  public record Answers(int sent, SortedSet<Integer> sequences) {
    static Answers in(String output) {
      SortedSet<Integer> sequences = new TreeSet<>();
      ANSWERED.matcher(output).results().forEach(m -> sequences.add(number(m)));
      return new Answers(
          SENT.matcher(output).results().findFirst().map(Answers::number).orElse(0), sequences);
    }

    private static int number(MatchResult match) {
      return Integer.parseInt(match.group(1));
    }

    /** How many were lost. */
    public long lost() {
      return lostAfter(0);
    }

    /** How many of the requests after this one were lost. */
    public long lostAfter(int request) {
      return IntStream.rangeClosed(request + 1, sent - STILL_ON_THEIR_WAY)
          .filter(i -> !sequences.contains(i))
          .count();
    }

    /** Whether one of the requests 1 to this one was not answered. */
    public boolean lostBefore(int last) {
      return IntStream.rangeClosed(1, last).anyMatch(i -> !sequences.contains(i));
    }

    @Override
    public String toString() {
      IntStream lost = IntStream.rangeClosed(1, sent).filter(i -> !sequences.contains(i));
      return "of %d pings these: %s".formatted(sent, Arrays.toString(lost.toArray()));
    }
  }
}
