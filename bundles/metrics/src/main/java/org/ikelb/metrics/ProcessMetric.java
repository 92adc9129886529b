package org.ikelb.metrics;

import static org.ikelb.metrics.Metric.Declaration.counter;
import static org.ikelb.metrics.Metric.Declaration.gauge;

/**
 * What every Java process says of itself, under the names that Prometheus' own clients use.
 *
 * <p>Immutable.
 */
enum ProcessMetric implements Metric {
  PROCESS_START(
      gauge("process_start_time_seconds", "seconds", "When the process started, since 1970.")),
  PROCESS_CPU(counter("process_cpu_seconds_total", "seconds", "Processor time of the process.")),
  PROCESS_RESIDENT(
      gauge("process_resident_memory_bytes", "bytes", "Resident memory of the process.")),
  PROCESS_OPEN_FILES(
      gauge("process_open_fds", "descriptors", "Open file descriptors; an upstream is one.")),
  PROCESS_MAX_FILES(gauge("process_max_fds", "descriptors", "The most there can be.")),
  JVM_MEMORY_USED(gauge("jvm_memory_used_bytes", "bytes", "Memory used by the JVM.", "area")),
  JVM_MEMORY_MAX(
      gauge(
          "jvm_memory_max_bytes",
          "bytes",
          "The most the JVM may use; absent if nobody set it.",
          "area")),
  JVM_GC_COLLECTIONS(
      counter("jvm_gc_collections_total", "collections", "Garbage collections.", "gc")),
  JVM_GC_SECONDS(
      counter(
          "jvm_gc_collection_seconds_total",
          "seconds",
          "Time spent in garbage collections.",
          "gc")),
  JVM_THREADS(gauge("jvm_threads_current", "threads", "Threads of the JVM."));

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings and a List.of
  private final Declaration declaration;

  ProcessMetric(Declaration declaration) {
    this.declaration = declaration;
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
