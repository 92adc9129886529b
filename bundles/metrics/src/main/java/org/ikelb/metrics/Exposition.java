package org.ikelb.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.view.DurationCounts;
import org.ikelb.metrics.Metric.Declaration;

/**
 * Samples, written in the text format of Prometheus (version 0.0.4).
 *
 * <p>For one thread.
 */
final class Exposition {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<Metric, Map<Series, BigDecimal>> samples = new HashMap<>();

  /**
   * What a number stands for.
   *
   * @param suffix of the name: histograms are several numbers
   * @param labels values in the order of {@link Declaration#labels}
   * @param upTo the bound of a histogram's bucket; empty: it is no bucket
   */
  private record Series(String suffix, List<String> labels, String upTo) {}

  /**
   * Adds a sample; one with the same labels is added up.
   *
   * @param labels values in the order of {@link Declaration#labels}
   */
  Exposition add(Metric metric, double value, String... labels) {
    return add(metric, new Series("", List.of(labels), ""), BigDecimal.valueOf(value));
  }

  /** The same, exact to the last digit. */
  Exposition add(Metric metric, long value, String... labels) {
    return add(metric, new Series("", List.of(labels), ""), BigDecimal.valueOf(value));
  }

  /** Adds a histogram: each bucket holds those before it, too. */
  Exposition add(Metric metric, DurationCounts durations, String... labelValues) {
    List<String> labels = List.of(labelValues);
    long upToHere = 0;
    for (int i = 0; i < durations.bounds().size(); i++) {
      upToHere += durations.counts().get(i);
      String bound = number(seconds(durations.bounds().get(i)));
      add(metric, new Series("_bucket", labels, bound), BigDecimal.valueOf(upToHere));
    }
    BigDecimal count = BigDecimal.valueOf(durations.count());
    add(metric, new Series("_bucket", labels, "+Inf"), count);
    add(metric, new Series("_sum", labels, ""), seconds(durations.total()));
    return add(metric, new Series("_count", labels, ""), count);
  }

  private Exposition add(Metric metric, Series series, BigDecimal value) {
    List<String> labels = metric.declaration().labels();
    if (series.labels().size() != labels.size()) {
      throw new IllegalArgumentException(metric + " has the labels " + labels);
    }
    samples
        .computeIfAbsent(metric, absent -> new LinkedHashMap<>())
        .merge(series, value, BigDecimal::add);
    return this;
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9);
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** The text: all samples of a metric together, as the format wants it. */
  String text() {
    StringBuilder text = new StringBuilder(8192);
    for (Metric metric : Metric.all()) {
      Map<Series, BigDecimal> values = samples.get(metric);
      if (values != null) {
        family(text, metric.declaration(), values);
      }
    }
    return text.toString();
  }

  private static void family(
      StringBuilder text, Declaration metric, Map<Series, BigDecimal> values) {
    text.append("# HELP ").append(metric.name()).append(' ');
    text.append(metric.help().replace("\\", "\\\\")).append('\n');
    text.append("# TYPE ").append(metric.name()).append(' ');
    text.append(metric.type().word()).append('\n');
    values.forEach((series, value) -> sample(text, metric, series, value));
  }

  private static void sample(
      StringBuilder text, Declaration metric, Series series, BigDecimal value) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < series.labels().size(); i++) {
      pairs.add(metric.labels().get(i) + "=\"" + escaped(series.labels().get(i)) + '"');
    }
    if (!series.upTo().isEmpty()) {
      pairs.add("le=\"" + series.upTo() + '"');
    }
    text.append(metric.name()).append(series.suffix());
    if (!pairs.isEmpty()) {
      text.append('{').append(String.join(",", pairs)).append('}');
    }
    text.append(' ').append(number(value)).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
