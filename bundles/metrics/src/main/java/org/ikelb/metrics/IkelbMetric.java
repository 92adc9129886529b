package org.ikelb.metrics;

import static org.ikelb.metrics.Metric.Declaration.counter;
import static org.ikelb.metrics.Metric.Declaration.gauge;
import static org.ikelb.metrics.Metric.Declaration.histogram;

/**
 * What ikelb says of its own work: its traffic, sessions, gateways, topology and plugins. No label
 * holds a client's address, a port or an SPI, so the number of series depends on the topology
 * alone.
 *
 * <p>Immutable.
 */
enum IkelbMetric implements Metric {
  BUILD_INFO(gauge("ikelb_build_info", "", "Always 1.", "version", "java", "transport")),
  UPTIME(gauge("ikelb_uptime_seconds", "seconds", "Since ikelb began to serve.")),
  LOOPS(gauge("ikelb_loops", "loops", "Event loops that carry the traffic.")),
  WARNINGS(gauge("ikelb_warnings", "warnings", "What `ikelb warnings` lists now.", "code")),

  DATAGRAMS_RECEIVED(
      counter(
          "ikelb_datagrams_received_total",
          "datagrams",
          "Received from this side. At rest it is forwarded + answered + dropped.",
          "virtual_server",
          "side")),
  DATAGRAMS_FORWARDED(
      counter(
          "ikelb_datagrams_forwarded_total",
          "datagrams",
          "Received from this side and sent on to the other.",
          "virtual_server",
          "side")),
  DATAGRAMS_ANSWERED(
      counter(
          "ikelb_datagrams_answered_total",
          "datagrams",
          "Received from this side and answered by ikelb itself.",
          "virtual_server",
          "side")),
  DATAGRAMS_DROPPED(
      counter(
          "ikelb_datagrams_dropped_total",
          "datagrams",
          "Received from this side and dropped; docs/reference/drop-reasons.md lists the reasons.",
          "virtual_server",
          "side",
          "reason")),
  DATAGRAMS_COPIED(
      counter(
          "ikelb_datagrams_copied_total",
          "datagrams",
          "Sent in addition to those forwarded: offered to several gateways, or to two endpoints.",
          "virtual_server",
          "side")),
  DATAGRAMS_FOREIGN(
      counter(
          "ikelb_datagrams_foreign_total",
          "datagrams",
          "IKE of gateways with an SPI pair that is not known to be the session's: sent on, nothing learnt.",
          "virtual_server",
          "side")),
  DATAGRAMS_HANDED_OVER(
      counter(
          "ikelb_datagrams_handed_over_total",
          "datagrams",
          "Came to an event loop that does not own the session, and went to the one that does.",
          "virtual_server",
          "side")),
  SOCKET_OVERFLOW(
      counter(
          "ikelb_socket_overflow_total",
          "datagrams",
          "Lost in the kernel because a socket's receive buffer was full; not among those received.",
          "virtual_server",
          "side")),
  BYTES_RECEIVED(
      counter(
          "ikelb_received_bytes_total",
          "bytes",
          "UDP payload received from this side.",
          "virtual_server",
          "side")),
  BYTES_FORWARDED(
      counter(
          "ikelb_forwarded_bytes_total",
          "bytes",
          "UDP payload received from this side and sent on.",
          "virtual_server",
          "side")),
  UPSTREAMS(
      gauge(
          "ikelb_upstreams",
          "upstreams",
          "Addresses and ports towards gateways in use.",
          "virtual_server")),

  SESSIONS(
      gauge(
          "ikelb_sessions",
          "sessions",
          "Sessions now; `state` is half-open, quiet, established or suspect; suspects do not count.",
          "pool",
          "gateway",
          "state")),
  SESSIONS_LIMIT(
      gauge(
          "ikelb_sessions_limit",
          "sessions",
          "The most there can be, by the topology and the descriptors.")),
  SESSIONS_OPENED(
      counter(
          "ikelb_sessions_opened_total",
          "sessions",
          "Opened by an IKE_SA_INIT, or found to be the gateway's; those restored at start are not.",
          "pool",
          "gateway")),
  SESSIONS_ESTABLISHED(
      counter(
          "ikelb_sessions_established_total",
          "sessions",
          "Known to have logged in.",
          "pool",
          "gateway")),
  SESSIONS_ENDED(
      counter(
          "ikelb_sessions_ended_total",
          "sessions",
          "That are no more; docs/reference/events.md lists the reasons.",
          "pool",
          "gateway",
          "reason")),
  SESSIONS_MOVED(
      counter(
          "ikelb_sessions_moved_total",
          "moves",
          "Times that a client was proven to be at another endpoint.",
          "pool",
          "gateway")),
  ATTEMPTS(
      counter(
          "ikelb_attempts_total",
          "attempts",
          "What clients' attempts to log in came to, see below; `gateway` is empty: they came to none.",
          "pool",
          "gateway",
          "outcome")),
  LOGIN_DURATION(
      histogram(
          "ikelb_login_duration_seconds",
          "seconds",
          "From IKE_SA_INIT until the client was known to be in.",
          "pool",
          "gateway")),
  SESSION_DURATION(
      histogram(
          "ikelb_session_duration_seconds",
          "seconds",
          "From IKE_SA_INIT to the end, of sessions that were established.",
          "pool",
          "gateway")),
  LOOP_DELAY(
      histogram(
          "ikelb_loop_delay_seconds",
          "seconds",
          "How late an event loop was for its clock, four times a second: datagrams wait as long.",
          "loop")),
  POOL_DEGRADED(
      gauge(
          "ikelb_pool_degraded",
          "",
          "1 while the pool cannot open sessions because of a plugin, else 0.",
          "pool")),
  GATEWAY_TAKES_SESSIONS(
      gauge(
          "ikelb_gateway_takes_sessions",
          "",
          "1 while a new session can be placed on the gateway, else 0.",
          "pool",
          "gateway")),
  GATEWAY_EJECTED(
      gauge(
          "ikelb_gateway_ejected",
          "",
          "1 while the gateway is ejected, since it turned clients away that others took, else 0.",
          "pool",
          "gateway")),
  GATEWAY_ADMINISTRATIVE_STATE(
      gauge(
          "ikelb_gateway_administrative_state",
          "",
          "1 for the state that the administrator wants (ready, drain, maintenance), 0 for the others.",
          "pool",
          "gateway",
          "state")),
  GATEWAY_HEALTH(
      gauge(
          "ikelb_gateway_health",
          "",
          "1 for what the monitors say (up, down, unknown), 0 for the others.",
          "pool",
          "gateway",
          "state")),
  GATEWAY_WEIGHT(gauge("ikelb_gateway_weight", "", "The weight in force.", "pool", "gateway")),
  GATEWAY_SESSIONS_LIMIT(
      gauge(
          "ikelb_gateway_sessions_limit",
          "sessions",
          "`maxSessions` of the gateway; absent without one.",
          "pool",
          "gateway")),
  PROBE_UP(
      gauge(
          "ikelb_probe_up",
          "",
          "1 if the last probe of this monitor alone was answered, else 0; absent before the first.",
          "pool",
          "gateway",
          "monitor")),
  PROBE_DURATION(
      gauge(
          "ikelb_probe_duration_seconds",
          "seconds",
          "How long the last probe took; absent before the first.",
          "pool",
          "gateway",
          "monitor")),

  TOPOLOGY_REVISION(
      gauge("ikelb_topology_revision", "", "Counts the topologies applied since start.")),
  TOPOLOGY_APPLIED(
      gauge(
          "ikelb_topology_applied_timestamp_seconds",
          "seconds",
          "When the running topology was applied, since 1970.")),
  TOPOLOGY_UNCONFIRMED(
      gauge(
          "ikelb_topology_unconfirmed",
          "",
          "1 while a change waits for `ikelb config confirm`, else 0.")),
  PLUGIN_FAILURES(
      counter(
          "ikelb_plugin_failures_total",
          "calls",
          "Calls of a plugin that threw or returned nonsense.",
          "extension_point",
          "plugin"));

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings and a List.of
  private final Declaration declaration;

  IkelbMetric(Declaration declaration) {
    this.declaration = declaration;
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
