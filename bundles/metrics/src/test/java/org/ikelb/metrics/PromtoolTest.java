package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Prometheus itself says; aborted, and so counted as skipped, where it is not installed. */
class PromtoolTest {
  private static final Path ALERTS =
      Path.of("../../distribution/src/share/prometheus/ikelb.rules.yml");

  private static final String MISSING =
      "\n==== NO promtool (Debian: prometheus): PROMETHEUS HAS NOT CHECKED METRICS AND ALERTS ====\n";

  private static String say(String input, String... arguments) throws Exception {
    Optional<Path> promtool =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (promtool.isEmpty()) {
      System.out.println(MISSING);
      assumeTrue(false, MISSING);
    }
    List<String> command =
        Stream.concat(Stream.of(promtool.get().toString()), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() + " " + said;
  }

  @Test
  void findsNothingInAScrape() throws Exception {
    String text = new Scrape(Optional.of(new FakeViews()), Optional.empty()).text();
    assertEquals("0 ", say(text, "check", "metrics"));
  }

  @Test
  void understandsTheAlertRules() throws Exception {
    String said = say("", "check", "rules", ALERTS.toString());
    assertEquals("0", said.substring(0, 1), said);
  }

  @Test
  void theAlertRulesAlarmWhenTheyShouldAndNotElse() throws Exception {
    String said = say("", "test", "rules", "src/test/resources/ikelb.rules.test.yml");
    assertEquals("0", said.substring(0, 1), said);
  }
}
