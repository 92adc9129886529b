package org.ikelb.exporter.f5;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The part of a BIG-IP's configuration that an export is about. Every form says exactly this.
 *
 * <p>Immutable and thread-safe.
 */
record BigIp(
    List<Rule> rules,
    List<Monitor> monitors,
    List<Persistence> persistences,
    List<UdpProfile> udpProfiles,
    List<Pool> pools,
    List<Virtual> virtuals) {

  BigIp {
    rules = List.copyOf(rules);
    monitors = List.copyOf(monitors);
    persistences = List.copyOf(persistences);
    udpProfiles = List.copyOf(udpProfiles);
    pools = List.copyOf(pools);
    virtuals = List.copyOf(virtuals);
  }

  /**
   * An iRule.
   *
   * @param text plain ASCII without backquotes, which AS3 would take for variables, and with as
   *     many braces closed as opened
   */
  record Rule(String name, String text) {}

  /**
   * A gateway_icmp monitor; all times in seconds.
   *
   * @param interval 1 to 3600
   * @param timeout a member is down after this long without a reply, up to 900
   * @param timeUntilUp how long it must have replied to be up again, up to 1800
   */
  record Monitor(String name, int interval, int timeout, int timeUntilUp) {}

  /**
   * A persistence profile: by source address, or universal.
   *
   * @param timeout seconds, up to 604800
   * @param mask the leading bits that count; empty: the whole address
   * @param rule that tells the key of a universal one; empty: it goes by source address
   * @param acrossServices all ports of a virtual address share its records
   * @param acrossVirtuals virtual servers of other addresses do, too
   * @param overrideLimit a client with a record reaches its member even if that is full
   */
  record Persistence(
      String name,
      int timeout,
      Optional<String> mask,
      Optional<String> rule,
      boolean acrossServices,
      boolean acrossVirtuals,
      boolean overrideLimit) {}

  /**
   * A UDP profile.
   *
   * @param idleTimeout seconds, up to 86400
   */
  record UdpProfile(String name, int idleTimeout) {}

  /**
   * A pool: the gateways' addresses of one family, on one port.
   *
   * @param slowRamp seconds, up to 900
   */
  record Pool(
      String name, Mode mode, Optional<String> monitor, int slowRamp, List<Member> members) {
    Pool {
      members = List.copyOf(members);
    }
  }

  /** How a pool picks a member. */
  enum Mode {
    ROUND_ROBIN("round-robin"),
    RATIO("ratio-member"),
    LEAST_CONNECTIONS("least-connections-member"),
    RATIO_LEAST_CONNECTIONS("ratio-least-connections-member");

    private final String key;

    Mode(String key) {
      this.key = key;
    }

    /** The word in all forms. */
    String key() {
      return key;
    }
  }

  /**
   * A pool member.
   *
   * @param ratio 1 to 100
   * @param connectionLimit 0 if there is none
   * @param enabled if not, it gets only clients that it has already
   */
  record Member(InetAddress address, int port, int ratio, int connectionLimit, boolean enabled) {}

  /**
   * A virtual server.
   *
   * @param description of plain characters
   * @param translateSource whether gateways see an address of the BIG-IP
   */
  record Virtual(
      String name,
      String description,
      InetAddress address,
      int port,
      String pool,
      String udpProfile,
      String persistence,
      boolean translateSource) {}
}
