package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ikelb.api.view.AttemptOutcome;
import org.junit.jupiter.api.Test;

/** Rewrite the page with {@code -Dikelb.docs.write=true}. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("../../docs/reference/metrics.md");

  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from the declarations in bundles/metrics; do not edit. -->

      `http://127.0.0.1:9464/metrics` serves these in the text format of Prometheus. How to scrape them, and the dashboard
      and alerts that come with ikelb: [operate](../operate.md#metrics).

      `side` is `client` for datagrams that came from clients, `gateway` for those from gateways. At rest, for each virtual
      server and side: received = forwarded + answered + the sum of dropped.

      | metric | type | unit | labels | meaning |
      |---|---|---|---|---|
      """;

  private static final String OUTCOMES =
      """

      ## Outcomes of attempts

      The label `outcome` of `ikelb_attempts_total`; [concepts](../concepts.md#what-an-attempt-comes-to) says more of each.

      | outcome | meaning |
      |---|---|
      """;

  @Test
  void theCommittedPageIsWhatTheCodeDeclares() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (Metric each : Metric.all()) {
      Metric.Declaration metric = each.declaration();
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  metric.name(),
                  metric.type().word(),
                  metric.unit(),
                  String.join(", ", metric.labels()),
                  metric.help()));
    }
    page.append(OUTCOMES);
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      page.append("| `%s` | %s |\n".formatted(outcome.key(), outcome.help()));
    }
    if (Boolean.getBoolean("ikelb.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page.toString(),
        Files.readString(PAGE),
        "docs/reference/metrics.md is stale: rewrite it with -Dikelb.docs.write=true");
  }
}
