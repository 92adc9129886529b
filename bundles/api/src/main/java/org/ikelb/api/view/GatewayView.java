package org.ikelb.api.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ikelb.api.topology.GatewayId;

/**
 * A gateway.
 *
 * @param id {@code pool/gateway}; {@code pool/gateway@address} for what is left of a gateway whose
 *     address changed while it had sessions. No two at a time have the same
 * @param addresses its literals, IPv4 first
 * @param administrative what the administrator wants
 * @param health what the monitors say
 * @param since when the health last changed
 * @param takesSessions whether a new session can be placed on it now
 * @param reason why not: {@code down}, {@code drain}, {@code ejected}, {@code full}, {@code
 *     maintenance}, {@code removed}; empty if it does
 * @param drain while it drains: to which end
 * @param weight in force: as configured, or as set since
 * @param maxSessions as configured
 * @param halfOpenSessions now, the quiet ones among them
 * @param quietSessions now
 * @param establishedSessions now
 * @param suspectSessions sessions that it does not know any more, as it seems; they are in no other
 *     number
 * @param logins of the last half hour
 * @param ejection while it is ejected
 * @param probes one a monitor
 */
public record GatewayView(
    GatewayId id,
    List<String> addresses,
    AdministrativeState administrative,
    Health health,
    Instant since,
    boolean takesSessions,
    String reason,
    Optional<Drain> drain,
    int weight,
    OptionalInt maxSessions,
    int halfOpenSessions,
    int quietSessions,
    int establishedSessions,
    int suspectSessions,
    Logins logins,
    Optional<Ejection> ejection,
    List<Probe> probes) {

  public GatewayView {
    addresses = List.copyOf(addresses);
    probes = List.copyOf(probes);
  }

  /**
   * Logins, at most the last 200.
   *
   * @param begun with an IKE_AUTH, and old enough to be known
   * @param finished those of them that came to carry data
   */
  public record Logins(int begun, int finished) {}

  /**
   * An ejection in force: no new sessions.
   *
   * @param until when it is over
   * @param evidence why, for people
   */
  public record Ejection(Instant until, String evidence) {}

  /**
   * A drain under way.
   *
   * @param since when it began
   * @param until when it is over, whoever is left; empty: when the last session ends
   * @param then what happens to those that are left
   */
  public record Drain(Instant since, Optional<Instant> until, AfterDrain then) {}

  /**
   * The last word of one monitor.
   *
   * @param monitor its name
   * @param health its state, after rise and fall
   * @param lastProbe what the last probe alone says
   * @param detail what the last probe found
   * @param latency of the last probe
   * @param at when it ended; empty: none has yet
   * @param exchange what it sent and received, see {@link org.ikelb.spi.ProbeResult#exchange}
   */
  public record Probe(
      String monitor,
      Health health,
      Health lastProbe,
      String detail,
      Duration latency,
      Optional<Instant> at,
      List<String> exchange) {

    public Probe {
      exchange = List.copyOf(exchange);
    }

    /** Whose last probe says the same, without a record of the exchange. */
    public Probe(
        String monitor, Health health, String detail, Duration latency, Optional<Instant> at) {
      this(monitor, health, health, detail, latency, at, List.of());
    }
  }
}
