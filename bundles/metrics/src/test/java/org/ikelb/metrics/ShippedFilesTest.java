package org.ikelb.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static String read(String name) throws IOException {
    return Files.readString(Path.of("../../distribution/src/share").resolve(name));
  }

  private static Set<String> names() {
    return Stream.of(Metric.values()).flatMap(ShippedFilesTest::names).collect(Collectors.toSet());
  }

  private static Stream<String> names(Metric metric) {
    String name = metric.metricName();
    return metric.type() == Metric.Type.HISTOGRAM
        ? Stream.of(name + "_bucket", name + "_sum", name + "_count")
        : Stream.of(name);
  }

  private static Set<String> labels() {
    Set<String> labels = new HashSet<>(Set.of("instance", "job", "le"));
    Stream.of(Metric.values()).forEach(metric -> labels.addAll(metric.labels()));
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
