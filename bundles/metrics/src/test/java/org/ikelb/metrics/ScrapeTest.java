package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.Warning;
import org.junit.jupiter.api.Test;

class ScrapeTest {
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{([a-z_]+=\"([^\"\\\\]|\\\\.)*\",?)+})? [0-9.]+");

  private final FakeViews views = new FakeViews();

  private List<String> lines() {
    return new Scrape(Optional.of(views), Optional.empty()).text().lines().toList();
  }

  private void has(String line) {
    assertTrue(
        lines().contains(line), () -> line + " is missing in\n" + String.join("\n", lines()));
  }

  @Test
  void countersAreThoseOfTheViewsToTheLastDigit() {
    has("ikelb_datagrams_received_total{virtual_server=\"ike\",side=\"client\"} 100");
    has("ikelb_datagrams_forwarded_total{virtual_server=\"ike\",side=\"client\"} 90");
    has("ikelb_datagrams_answered_total{virtual_server=\"ike\",side=\"client\"} 3");
    has(
        "ikelb_datagrams_dropped_total{virtual_server=\"ike\",side=\"client\",reason=\"stranger-ike\"}"
            + " 7");
    has("ikelb_received_bytes_total{virtual_server=\"nat-t\",side=\"client\"} 12345678901");
  }

  @Test
  void aReasonThatNeverOccurredIsThereAsZero() {
    has("ikelb_datagrams_dropped_total{virtual_server=\"ike\",side=\"client\",reason=\"guard\"} 0");
  }

  @Test
  void ofARemovedGatewayOnlyItsSessionsAreCounted() {
    has("ikelb_sessions{pool=\"vpn\",gateway=\"vpn1\",state=\"established\"} 10");
    has("ikelb_sessions{pool=\"vpn\",gateway=\"vpn1@192.0.2.1\",state=\"established\"} 1");
    has("ikelb_gateway_takes_sessions{pool=\"vpn\",gateway=\"vpn1\"} 1");
    has("ikelb_gateway_health{pool=\"vpn\",gateway=\"vpn1\",state=\"up\"} 1");
    has("ikelb_gateway_health{pool=\"vpn\",gateway=\"vpn1\",state=\"down\"} 0");
    assertTrue(
        lines().stream()
            .filter(line -> line.contains("vpn1@192.0.2.1"))
            .allMatch(line -> line.startsWith("ikelb_sessions{")));
  }

  @Test
  void aHistogramAddsUpItsBucketsInSeconds() {
    String of = "{pool=\"vpn\",gateway=\"vpn1\"";
    has("ikelb_login_duration_seconds_bucket" + of + ",le=\"0.25\"} 3");
    has("ikelb_login_duration_seconds_bucket" + of + ",le=\"10\"} 7");
    has("ikelb_login_duration_seconds_bucket" + of + ",le=\"+Inf\"} 8");
    has("ikelb_login_duration_seconds_count" + of + "} 8");
    has("ikelb_login_duration_seconds_sum" + of + "} 71.5");
    has("ikelb_loop_delay_seconds_bucket{loop=\"1\",le=\"0.001\"} 9");
    has("ikelb_loop_delay_seconds_sum{loop=\"0\"} 0.0000015");
  }

  @Test
  void sessionsAreCountedByWhatBecameOfThem() {
    has("ikelb_sessions_opened_total{pool=\"vpn\",gateway=\"vpn1\"} 12");
    has("ikelb_sessions_established_total{pool=\"vpn\",gateway=\"vpn1\"} 8");
    has("ikelb_sessions_moved_total{pool=\"vpn\",gateway=\"vpn1\"} 2");
    has("ikelb_sessions_ended_total{pool=\"vpn\",gateway=\"vpn1\",reason=\"idle\"} 5");
  }

  @Test
  void attemptsAreCountedByTheirOutcomeFromTheStart() {
    String of = "ikelb_attempts_total{pool=\"vpn\",gateway=";
    has(of + "\"vpn1\",outcome=\"answer-lost\"} 4");
    has(of + "\"\",outcome=\"not-admitted\"} 7");
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      String series = of + "\"vpn1\",outcome=\"" + outcome.key() + "\"} ";
      assertTrue(lines().stream().anyMatch(line -> line.startsWith(series)), series);
    }
  }

  @Test
  void anEjectedGatewayIsToldFromTheOthers() {
    has("ikelb_gateway_ejected{pool=\"vpn\",gateway=\"vpn3\"} 1");
    has("ikelb_gateway_ejected{pool=\"vpn\",gateway=\"vpn1\"} 0");
  }

  @Test
  void namesFromOutsideAreEscaped() {
    has("ikelb_pool_degraded{pool=\"odd\\\"\\\\\\npool\"} 1");
  }

  @Test
  void warningsAreCountedByKind() {
    views.warnings.add(new Warning("gateway-down", "vpn/vpn1", "."));
    views.warnings.add(new Warning("gateway-down", "vpn/vpn2", "."));
    has("ikelb_warnings{code=\"gateway-down\"} 2");
  }

  @Test
  void everyLineIsAsTheFormatWantsItAndNoSeriesIsThereTwice() {
    Set<String> series = new HashSet<>();
    List<String> typed = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith("# TYPE ")) {
        typed.add(line.split(" ", -1)[2]);
      } else if (!line.startsWith("# HELP ")) {
        assertTrue(SAMPLE.matcher(line).matches(), line);
        assertTrue(series.add(line.substring(0, line.lastIndexOf(' '))), line);
        String name = line.split("[{ ]", 2)[0];
        String metric = typed.get(typed.size() - 1);
        assertTrue(name.matches(metric + "(_bucket|_sum|_count)?"), line);
      }
    }
    assertEquals(new HashSet<>(typed).size(), typed.size(), "each metric is in one piece");
  }

  @Test
  void withoutCoreThereIsTheProcessAlone() {
    String text = new Scrape(Optional.empty(), Optional.empty()).text();
    assertTrue(text.contains("process_open_fds"), text);
    assertFalse(text.contains("ikelb_"), text);
  }

  /** What promtool would say, where it is not there. */
  @Test
  void namesFollowTheConventions() {
    for (Metric each : Metric.all()) {
      Metric.Declaration metric = each.declaration();
      String name = metric.name();
      assertEquals(metric.type() == Metric.Type.COUNTER, name.endsWith("_total"), name);
      assertTrue(name.matches("(ikelb|process|jvm)_[a-z_]+"), name);
      assertTrue(metric.help().endsWith("."), name);
      for (String unit : List.of("seconds", "bytes")) {
        assertEquals(
            metric.unit().equals(unit),
            name.matches(".*_" + unit + "(_total)?"),
            name + " names its unit");
      }
      assertTrue(
          Stream.of("client", "address", "port", "spi", "endpoint")
              .noneMatch(metric.labels()::contains),
          name + " must not have a series for each client");
    }
  }
}
