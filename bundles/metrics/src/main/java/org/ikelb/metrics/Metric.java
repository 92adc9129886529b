package org.ikelb.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A metric, declared once: its name, type, unit, help and labels. Names are API.
 *
 * <p>Immutable.
 */
sealed interface Metric permits IkelbMetric, ProcessMetric {

  /** What Prometheus may do with it. */
  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM;

    /** As in the text format. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is known of a metric before there is a number.
   *
   * @param name as Prometheus knows it
   * @param unit empty: a number without one
   * @param help a sentence
   * @param labels in the order in which samples give their values
   */
  record Declaration(String name, Type type, String unit, String help, List<String> labels) {
    static Declaration counter(String name, String unit, String help, String... labels) {
      return new Declaration(name, Type.COUNTER, unit, help, List.of(labels));
    }

    static Declaration gauge(String name, String unit, String help, String... labels) {
      return new Declaration(name, Type.GAUGE, unit, help, List.of(labels));
    }

    static Declaration histogram(String name, String unit, String help, String... labels) {
      return new Declaration(name, Type.HISTOGRAM, unit, help, List.of(labels));
    }
  }

  Declaration declaration();

  /** Every metric there is, in the order of the reference page and of a scrape. */
  static List<Metric> all() {
    return Stream.<Metric[]>of(IkelbMetric.values(), ProcessMetric.values())
        .flatMap(Stream::of)
        .toList();
  }
}
