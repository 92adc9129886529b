package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.Health;
import org.ikelb.api.view.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alert rules of the distribution name nothing that does not exist. */
class ShippedFilesTest {
  private static final String DASHBOARD = "grafana/ikelb.json";
  private static final String ALERTS = "prometheus/ikelb.rules.yml";
  private static final Pattern NAME = Pattern.compile("\\b(ikelb|process|jvm)_[a-z_]+\\b");
  private static final Pattern BY = Pattern.compile("\\b(?:by|on|without) ?\\(([a-z_, ]+)\\)");
  private static final Pattern MATCHER = Pattern.compile("[{,]([a-z_]+)=~?\\\\?\"");

  private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_]+)\\{([^{}]*)\\}");
  private static final Pattern VALUE = Pattern.compile("([a-z_]+)=~?\"([^\"]*)\"");
  private static final Pattern WARNING =
      Pattern.compile("new (?:Warning|Caveat)\\(\\s*\"([a-z-]+)\"");

  private static final Set<String> IS_OF_THE_SCRAPE = Set.of("job", "instance");

  private static String read(String name) throws IOException {
    return Files.readString(Path.of("../../distribution/src/share").resolve(name));
  }

  private static Stream<Metric.Declaration> declarations() {
    return Metric.all().stream().map(Metric::declaration);
  }

  private static Set<String> names() {
    return declarations().flatMap(ShippedFilesTest::names).collect(Collectors.toSet());
  }

  private static Stream<String> names(Metric.Declaration metric) {
    String name = metric.name();
    return metric.type() == Metric.Type.HISTOGRAM
        ? Stream.of(name + "_bucket", name + "_sum", name + "_count")
        : Stream.of(name);
  }

  private static Set<String> labels() {
    Set<String> labels = new HashSet<>(Set.of("instance", "job", "le"));
    declarations().forEach(metric -> labels.addAll(metric.labels()));
    return labels;
  }

  @ParameterizedTest
  @ValueSource(strings = {DASHBOARD, ALERTS})
  void metricsExist(String file) throws IOException {
    Set<String> used = new TreeSet<>();
    NAME.matcher(read(file)).results().forEach(found -> used.add(found.group()));
    assertTrue(used.size() > 5, used::toString);
    used.removeAll(names());
    assertEquals(Set.of(), used);
  }

  @ParameterizedTest
  @ValueSource(strings = {DASHBOARD, ALERTS})
  void labelsExist(String file) throws IOException {
    Set<String> used = new TreeSet<>();
    String text = read(file);
    for (Matcher by = BY.matcher(text); by.find(); ) {
      used.addAll(Set.of(by.group(1).split(", ?", -1)));
    }
    MATCHER.matcher(text).results().forEach(found -> used.add(found.group(1)));
    assertTrue(used.contains("pool"), used::toString);
    used.removeAll(labels());
    assertEquals(Set.of(), used);
  }

  /**
   * Values that are asked for, against what the code can say: its enums, and the generated pages
   * for what only core knows.
   */
  @ParameterizedTest
  @ValueSource(strings = {DASHBOARD, ALERTS})
  void valuesOfLabelsExist(String file) throws IOException {
    Set<String> unknown = new TreeSet<>();
    String text = read(file).replace("\\\"", "\"");
    for (Matcher selector = SELECTOR.matcher(text); selector.find(); ) {
      Matcher value = VALUE.matcher(selector.group(2));
      while (value.find()) {
        if (!IS_OF_THE_SCRAPE.contains(value.group(1))
            && !values(selector.group(1), value.group(1))
                .containsAll(Set.of(value.group(2).split("[|]", -1)))) {
          unknown.add(selector.group());
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  /** What a label of a metric can say. */
  private static Set<String> values(String metric, String label) throws IOException {
    return switch (metric + " " + label) {
      case "ikelb_datagrams_dropped_total reason" -> named("drop-reasons.md");
      case "ikelb_sessions_ended_total reason" -> named("events.md");
      case "ikelb_attempts_total outcome" ->
          Stream.of(AttemptOutcome.values()).map(AttemptOutcome::key).collect(Collectors.toSet());
      case "ikelb_warnings code" -> warnings();
      case "ikelb_sessions state" -> words(SessionState.values());
      case "ikelb_gateway_health state" -> words(Health.values());
      case "ikelb_gateway_administrative_state state" -> words(AdministrativeState.values());
      case "ikelb_loop_delay_seconds_bucket le" -> bounds();
      case "jvm_memory_used_bytes area", "jvm_memory_max_bytes area" -> Set.of("heap", "nonheap");
      default -> label.equals("side") ? Set.of("client", "gateway") : Set.of();
    };
  }

  private static Set<String> words(Enum<?>[] constants) {
    return Stream.of(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toSet());
  }

  /** The first column of the tables of a page that is generated from core's code. */
  private static Set<String> named(String page) throws IOException {
    return Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
        .matcher(Files.readString(Path.of("../../docs/reference").resolve(page)))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** The codes of warnings that the sources have: no other bundle sees them. */
  private static Set<String> warnings() throws IOException {
    Set<String> codes = new HashSet<>();
    for (String bundle : List.of("core", "monitor-ike")) {
      try (Stream<Path> sources = Files.walk(Path.of("..", bundle, "src/main/java"))) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          WARNING
              .matcher(Files.readString(source))
              .results()
              .forEach(found -> codes.add(found.group(1)));
        }
      }
    }
    return codes;
  }

  /** Those that core's source has, as a scrape spells them: no other bundle sees them. */
  private static Set<String> bounds() throws IOException {
    String source = "../core/src/main/java/org/ikelb/core/relay/LoopRelay.java";
    return Pattern.compile("Duration\\.ofMillis\\((\\d+)\\)")
        .matcher(Files.readString(Path.of(source)))
        .results()
        .map(found -> new BigDecimal(found.group(1)).movePointLeft(3))
        .map(seconds -> seconds.stripTrailingZeros().toPlainString())
        .collect(Collectors.toSet());
  }

  @Test
  void everyPanelOfTheDashboardAsksForSomething() throws IOException {
    JsonObject dashboard = JsonParser.parseString(read(DASHBOARD)).getAsJsonObject();
    JsonArray panels = dashboard.getAsJsonArray("panels");
    assertTrue(panels.size() >= 8);
    for (JsonElement panel : panels) {
      for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
        assertTrue(NAME.matcher(target.getAsJsonObject().get("expr").getAsString()).find());
      }
    }
  }
}
