package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A ping that goes on beside a test.
 *
 * <p>Not thread-safe.
 */
public final class Pinging {
  private static final Pattern SEQUENCE = Pattern.compile("icmp_seq=(\\d+) ");
  private static final Pattern SENT = Pattern.compile("(\\d+) packets transmitted");

  private final String client;
  private final Process process;
  private final Path output;

  Pinging(String client, Process process, Path output) {
    this.client = client;
    this.process = process;
    this.output = output;
  }

  /**
   * Ends it; no ping may have been lost. The very last one may still be on its way.
   *
   * @return how many were answered
   */
  public int stopWithoutLoss() {
    String text = stop();
    int[] answered =
        SEQUENCE
            .matcher(text)
            .results()
            .mapToInt(m -> Integer.parseInt(m.group(1)))
            .distinct()
            .toArray();
    int sent = SENT.matcher(text).results().mapToInt(Pinging::number).findFirst().orElse(0);
    boolean lastAnswered = answered.length > 0 && answered[answered.length - 1] == sent;
    int lost = sent - answered.length - (lastAnswered ? 0 : 1);
    if (lost > 0 || answered.length == 0) {
      throw new AssertionError(
          "%s sent %d pings, %d were answered:%n%s".formatted(client, sent, answered.length, text));
    }
    return answered.length;
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

  private static int number(MatchResult match) {
    return Integer.parseInt(match.group(1));
  }
}
