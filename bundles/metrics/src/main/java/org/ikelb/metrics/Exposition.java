package org.ikelb.metrics;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples, written in the text format of Prometheus (version 0.0.4).
 *
 * <p>For one thread.
 */
final class Exposition {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<Metric, Map<List<String>, BigDecimal>> samples = new EnumMap<>(Metric.class);

  /**
   * Adds a sample; one with the same labels is added up.
   *
   * @param labels values in the order of {@link Metric#labels}
   */
  Exposition add(Metric metric, double value, String... labels) {
    return add(metric, BigDecimal.valueOf(value), labels);
  }

  /** The same, exact to the last digit. */
  Exposition add(Metric metric, long value, String... labels) {
    return add(metric, BigDecimal.valueOf(value), labels);
  }

  private Exposition add(Metric metric, BigDecimal value, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
    }
    samples
        .computeIfAbsent(metric, absent -> new LinkedHashMap<>())
        .merge(List.of(labels), value, BigDecimal::add);
    return this;
  }

  /** The text: all samples of a metric together, as the format wants it. */
  String text() {
    StringBuilder text = new StringBuilder(8192);
    samples.forEach(
        (metric, values) -> {
          text.append("# HELP ").append(metric.metricName()).append(' ');
          text.append(metric.help().replace("\\", "\\\\")).append('\n');
          text.append("# TYPE ").append(metric.metricName()).append(' ');
          text.append(metric.type().word()).append('\n');
          values.forEach((labels, value) -> sample(text, metric, labels, value));
        });
    return text.toString();
  }

  private static void sample(
      StringBuilder text, Metric metric, List<String> labels, BigDecimal value) {
    text.append(metric.metricName());
    for (int i = 0; i < labels.size(); i++) {
      text.append(i == 0 ? '{' : ',').append(metric.labels().get(i));
      text.append("=\"").append(escaped(labels.get(i))).append('"');
    }
    text.append(labels.isEmpty() ? " " : "} ")
        .append(value.stripTrailingZeros().toPlainString())
        .append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
