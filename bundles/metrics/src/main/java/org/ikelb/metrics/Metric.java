package org.ikelb.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every metric there is: the one declaration of its name, type, unit, help and labels. Names are
 * API. No label holds a client's address, a port or an SPI, so the number of series depends on the
 * topology alone.
 */
enum Metric {
  BUILD_INFO("ikelb_build_info", Type.GAUGE, "", "Always 1.", "version", "java", "transport"),
  UPTIME("ikelb_uptime_seconds", Type.GAUGE, "seconds", "Since ikelb began to serve."),
  LOOPS("ikelb_loops", Type.GAUGE, "loops", "Event loops that carry the traffic."),
  WARNINGS("ikelb_warnings", Type.GAUGE, "warnings", "What `ikelb warnings` lists now.", "code"),

  DATAGRAMS_RECEIVED(
      "ikelb_datagrams_received_total",
      Type.COUNTER,
      "datagrams",
      "Received from this side. At rest it is forwarded + answered + dropped.",
      "virtual_server",
      "side"),
  DATAGRAMS_FORWARDED(
      "ikelb_datagrams_forwarded_total",
      Type.COUNTER,
      "datagrams",
      "Received from this side and sent on to the other.",
      "virtual_server",
      "side"),
  DATAGRAMS_ANSWERED(
      "ikelb_datagrams_answered_total",
      Type.COUNTER,
      "datagrams",
      "Received from this side and answered by ikelb itself.",
      "virtual_server",
      "side"),
  DATAGRAMS_DROPPED(
      "ikelb_datagrams_dropped_total",
      Type.COUNTER,
      "datagrams",
      "Received from this side and dropped; docs/reference/drop-reasons.md lists the reasons.",
      "virtual_server",
      "side",
      "reason"),
  DATAGRAMS_COPIED(
      "ikelb_datagrams_copied_total",
      Type.COUNTER,
      "datagrams",
      "Sent in addition to those forwarded: offered to several gateways, or to two endpoints.",
      "virtual_server",
      "side"),
  DATAGRAMS_FOREIGN(
      "ikelb_datagrams_foreign_total",
      Type.COUNTER,
      "datagrams",
      "IKE of gateways with an SPI pair that is not known to be the session's: sent on, nothing learnt.",
      "virtual_server",
      "side"),
  DATAGRAMS_HANDED_OVER(
      "ikelb_datagrams_handed_over_total",
      Type.COUNTER,
      "datagrams",
      "Came to an event loop that does not own the session, and went to the one that does.",
      "virtual_server",
      "side"),
  SOCKET_OVERFLOW(
      "ikelb_socket_overflow_total",
      Type.COUNTER,
      "datagrams",
      "Lost in the kernel because a socket's receive buffer was full; not among those received.",
      "virtual_server",
      "side"),
  BYTES_RECEIVED(
      "ikelb_received_bytes_total",
      Type.COUNTER,
      "bytes",
      "UDP payload received from this side.",
      "virtual_server",
      "side"),
  BYTES_FORWARDED(
      "ikelb_forwarded_bytes_total",
      Type.COUNTER,
      "bytes",
      "UDP payload received from this side and sent on.",
      "virtual_server",
      "side"),
  UPSTREAMS(
      "ikelb_upstreams",
      Type.GAUGE,
      "upstreams",
      "Addresses and ports towards gateways in use.",
      "virtual_server"),

  SESSIONS(
      "ikelb_sessions",
      Type.GAUGE,
      "sessions",
      "Sessions now; `state` is half-open, quiet, established or suspect; suspects do not count.",
      "pool",
      "gateway",
      "state"),
  SESSIONS_LIMIT(
      "ikelb_sessions_limit",
      Type.GAUGE,
      "sessions",
      "The most there can be, by the topology and the descriptors."),
  SESSIONS_OPENED(
      "ikelb_sessions_opened_total",
      Type.COUNTER,
      "sessions",
      "Opened by an IKE_SA_INIT, or found to be the gateway's; those restored at start are not.",
      "pool",
      "gateway"),
  SESSIONS_ESTABLISHED(
      "ikelb_sessions_established_total",
      Type.COUNTER,
      "sessions",
      "Known to have logged in.",
      "pool",
      "gateway"),
  SESSIONS_ENDED(
      "ikelb_sessions_ended_total",
      Type.COUNTER,
      "sessions",
      "That are no more; docs/reference/events.md lists the reasons.",
      "pool",
      "gateway",
      "reason"),
  SESSIONS_MOVED(
      "ikelb_sessions_moved_total",
      Type.COUNTER,
      "moves",
      "Times that a client was proven to be at another endpoint.",
      "pool",
      "gateway"),
  LOGIN_DURATION(
      "ikelb_login_duration_seconds",
      Type.HISTOGRAM,
      "seconds",
      "From IKE_SA_INIT until the client was known to be in.",
      "pool",
      "gateway"),
  SESSION_DURATION(
      "ikelb_session_duration_seconds",
      Type.HISTOGRAM,
      "seconds",
      "From IKE_SA_INIT to the end, of sessions that were established.",
      "pool",
      "gateway"),
  LOOP_DELAY(
      "ikelb_loop_delay_seconds",
      Type.HISTOGRAM,
      "seconds",
      "How late an event loop was for its clock, four times a second: datagrams wait as long.",
      "loop"),
  POOL_DEGRADED(
      "ikelb_pool_degraded",
      Type.GAUGE,
      "",
      "1 while the pool cannot open sessions because of a plugin, else 0.",
      "pool"),
  GATEWAY_TAKES_SESSIONS(
      "ikelb_gateway_takes_sessions",
      Type.GAUGE,
      "",
      "1 while a new session can be placed on the gateway, else 0.",
      "pool",
      "gateway"),
  GATEWAY_ADMINISTRATIVE_STATE(
      "ikelb_gateway_administrative_state",
      Type.GAUGE,
      "",
      "1 for the state that the administrator wants (ready, drain, maintenance), 0 for the others.",
      "pool",
      "gateway",
      "state"),
  GATEWAY_HEALTH(
      "ikelb_gateway_health",
      Type.GAUGE,
      "",
      "1 for what the monitors say (up, down, unknown), 0 for the others.",
      "pool",
      "gateway",
      "state"),
  GATEWAY_WEIGHT("ikelb_gateway_weight", Type.GAUGE, "", "The weight in force.", "pool", "gateway"),
  GATEWAY_SESSIONS_LIMIT(
      "ikelb_gateway_sessions_limit",
      Type.GAUGE,
      "sessions",
      "`maxSessions` of the gateway; absent without one.",
      "pool",
      "gateway"),
  PROBE_UP(
      "ikelb_probe_up",
      Type.GAUGE,
      "",
      "1 if the last probe of this monitor alone was answered, else 0; absent before the first.",
      "pool",
      "gateway",
      "monitor"),
  PROBE_DURATION(
      "ikelb_probe_duration_seconds",
      Type.GAUGE,
      "seconds",
      "How long the last probe took; absent before the first.",
      "pool",
      "gateway",
      "monitor"),

  TOPOLOGY_REVISION(
      "ikelb_topology_revision", Type.GAUGE, "", "Counts the topologies applied since start."),
  TOPOLOGY_APPLIED(
      "ikelb_topology_applied_timestamp_seconds",
      Type.GAUGE,
      "seconds",
      "When the running topology was applied, since 1970."),
  TOPOLOGY_UNCONFIRMED(
      "ikelb_topology_unconfirmed",
      Type.GAUGE,
      "",
      "1 while a change waits for `ikelb config confirm`, else 0."),
  PLUGIN_FAILURES(
      "ikelb_plugin_failures_total",
      Type.COUNTER,
      "calls",
      "Calls of a plugin that threw or returned nonsense.",
      "extension_point",
      "plugin"),

  PROCESS_START(
      "process_start_time_seconds", Type.GAUGE, "seconds", "When the process started, since 1970."),
  PROCESS_CPU(
      "process_cpu_seconds_total", Type.COUNTER, "seconds", "Processor time of the process."),
  PROCESS_RESIDENT(
      "process_resident_memory_bytes", Type.GAUGE, "bytes", "Resident memory of the process."),
  PROCESS_OPEN_FILES(
      "process_open_fds", Type.GAUGE, "descriptors", "Open file descriptors; an upstream is one."),
  PROCESS_MAX_FILES("process_max_fds", Type.GAUGE, "descriptors", "The most there can be."),
  JVM_MEMORY_USED("jvm_memory_used_bytes", Type.GAUGE, "bytes", "Memory used by the JVM.", "area"),
  JVM_MEMORY_MAX(
      "jvm_memory_max_bytes",
      Type.GAUGE,
      "bytes",
      "The most the JVM may use; absent if nobody set it.",
      "area"),
  JVM_GC_COLLECTIONS(
      "jvm_gc_collections_total", Type.COUNTER, "collections", "Garbage collections.", "gc"),
  JVM_GC_SECONDS(
      "jvm_gc_collection_seconds_total",
      Type.COUNTER,
      "seconds",
      "Time spent in garbage collections.",
      "gc"),
  JVM_THREADS("jvm_threads_current", Type.GAUGE, "threads", "Threads of the JVM.");

  private final String metricName;
  private final Type type;
  private final String unit;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Metric(String metricName, Type type, String unit, String help, String... labels) {
    this.metricName = metricName;
    this.type = type;
    this.unit = unit;
    this.help = help;
    this.labels = List.of(labels);
  }

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

  String metricName() {
    return metricName;
  }

  Type type() {
    return type;
  }

  /** Empty: a number without one. */
  String unit() {
    return unit;
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels;
  }
}
