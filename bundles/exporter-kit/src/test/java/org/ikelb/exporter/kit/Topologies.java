package org.ikelb.exporter.kit;

import static org.ikelb.exporter.kit.Draft.gateway;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Timeouts;
import org.ikelb.api.topology.Topology;

/** Topologies that every exporter is tried with. */
public enum Topologies {
  ONE_POOL_IPV4,
  /** Two gateways have one family only; the prefixes are those of networks. */
  DUAL_STACK,
  /** Weights, a limit, and all that only ikelb has. */
  THREE_GATEWAYS_WITH_WEIGHTS,
  /** The second group's virtual servers have several addresses; its pool is watched by IKE only. */
  TWO_POOLS_TWO_GROUPS,
  /** Names that the configuration reader would partly refuse, too. */
  HOSTILE_NAMES,
  /** A binding for 30 days, which is too long for all products; the rest is rounded or capped. */
  TIMEOUTS_OUT_OF_RANGE,
  /** The same without the binding. */
  TIMEOUTS_CONVERTED,
  OTHER_PORTS,
  /** Names that only their ends tell apart, of gateways of one pool. */
  LONG_NAMES,
  /** One group, one address, three ports. */
  THREE_PORTS,
  IPV6_ONLY;

  private static final Duration WORKDAY = Duration.ofHours(8);

  /** All but the one that is refused. */
  public static Stream<Topologies> exportable() {
    return Stream.of(values()).filter(topology -> topology != TIMEOUTS_OUT_OF_RANGE);
  }

  /** A folder's name. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Topology topology() {
    return switch (this) {
      case ONE_POOL_IPV4 -> onePool();
      case DUAL_STACK -> dualStack();
      case THREE_GATEWAYS_WITH_WEIGHTS -> weights();
      case TWO_POOLS_TWO_GROUPS -> twoPools();
      case HOSTILE_NAMES -> hostileNames();
      case TIMEOUTS_OUT_OF_RANGE -> timeouts(Duration.ofDays(30));
      case TIMEOUTS_CONVERTED -> timeouts(Duration.ofMillis(90_500));
      case OTHER_PORTS -> otherPorts();
      case LONG_NAMES -> longNames();
      case THREE_PORTS -> threePorts();
      case IPV6_ONLY -> ipv6Only();
    };
  }

  private static Topology onePool() {
    return new Draft()
        .server("ike", 500, 500, "vpn", "203.0.113.10")
        .server("nat-t", 4500, 4500, "vpn", "203.0.113.10")
        .group("always-on-vpn", PluginUse.of("ike-spi"), WORKDAY, "ike", "nat-t")
        .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"), gateway("vpn2", "10.0.0.12"))
        .topology();
  }

  private static Topology dualStack() {
    Map<String, Object> prefixes = Map.of("prefix4", 24L, "prefix6", 56L);
    return new Draft()
        .server("ike", 500, 500, "vpn", "203.0.113.10", "2001:db8::10")
        .server("nat-t", 4500, 4500, "vpn", "203.0.113.10", "2001:db8::10")
        .group("g", new PluginUse("source-ip", prefixes), WORKDAY, "ike", "nat-t")
        .pool(
            "vpn",
            "least-sessions",
            gateway("vpn1", "10.0.0.11", "2001:db8:1::11"),
            gateway("vpn2", "10.0.0.12"),
            gateway("vpn3", "2001:db8:1::13"))
        .topology();
  }

  private static Topology weights() {
    return new Draft()
        .monitor("ike", "ike", Duration.ofSeconds(10), 2, 3)
        .server("ike", 500, 500, "vpn", "203.0.113.10")
        .server("nat-t", 4500, 4500, "vpn", "203.0.113.10")
        .group("g", PluginUse.of("source-ip"), WORKDAY, "ike", "nat-t")
        .pool(
            "vpn",
            "weighted-round-robin",
            gateway("vpn1", 300, OptionalInt.of(500), "10.0.0.11"),
            gateway("vpn2", 101, OptionalInt.empty(), "10.0.0.12"),
            gateway("vpn3", 0, OptionalInt.empty(), "10.0.0.13"))
        .demanding("vpn", "ping", "ike")
        .limits(new Limits(5_000, 500, 50))
        .timeouts(
            new Timeouts(
                Duration.ofSeconds(20),
                Duration.ofSeconds(150),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                Duration.ofMinutes(40)))
        .topology();
  }

  private static Topology twoPools() {
    return new Draft()
        .monitor("ike", "ike", Duration.ofSeconds(10), 2, 3)
        .server("staff-ike", 500, 500, "staff", "203.0.113.10")
        .server("staff-nat-t", 4500, 4500, "staff", "203.0.113.10")
        .server("guest-ike", 500, 500, "guests", "203.0.113.20", "203.0.113.21")
        .server("guest-nat-t", 4500, 4500, "guests", "203.0.113.20", "203.0.113.21")
        .group("staff", PluginUse.of("source-ip"), WORKDAY, "staff-ike", "staff-nat-t")
        .group("guests", PluginUse.of("by-moon"), Duration.ofHours(1), "guest-ike", "guest-nat-t")
        .pool("staff", "least-sessions", gateway("s1", "10.0.0.11"), gateway("s2", "10.0.0.12"))
        .pool("guests", "by-moon", gateway("g1", 2, OptionalInt.empty(), "10.0.1.11"))
        .demanding("guests", "ike")
        .topology();
  }

  private static Topology hostileNames() {
    String quotes = "a \"b\" 'c' `d` \\ %41 {e} [f] $(reboot) ${g} ; # | & <h>";
    String lines = "line\nsave sys config\r\n\u0085\u2028reboot\t";
    String foreign = "VPN-Zug\u00e4nge \u6771\u4eac \uD83D\uDE00 \u202E";
    String endless = "x".repeat(300);
    return new Draft()
        .monitor(quotes, "icmp", Duration.ofSeconds(5), 3, 1)
        .server(quotes, 500, 500, lines, "203.0.113.10")
        .server(quotes + "!", 4500, 4500, lines, "203.0.113.10")
        .server(endless, 500, 500, foreign, "203.0.113.20")
        .server(endless + "2", 4500, 4500, foreign, "203.0.113.20")
        .group(lines, PluginUse.of(quotes), WORKDAY, quotes, quotes + "!")
        .group(foreign, PluginUse.of("source-ip"), WORKDAY, endless, endless + "2")
        .pool(lines, lines, gateway(lines, "10.0.0.11"), gateway(quotes, "10.0.0.12"))
        .pool(
            foreign,
            "maglev",
            gateway(endless, 0, OptionalInt.empty(), "10.0.1.11"),
            gateway(endless + "2", "10.0.1.12"))
        .demanding(lines, quotes)
        .topology();
  }

  private static Topology timeouts(Duration persistency) {
    return new Draft()
        .monitor("ping", "icmp", Duration.ofMinutes(50), 3, 2)
        .timeouts(Duration.ofMillis(1500), Duration.ofDays(2))
        .server("ike", 500, 500, "vpn", "203.0.113.10")
        .server("nat-t", 4500, 4500, "vpn", "203.0.113.10")
        .group("g", PluginUse.of("source-ip"), persistency, "ike", "nat-t")
        .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"), gateway("vpn2", "10.0.0.12"))
        .topology();
  }

  private static Topology longNames() {
    String pool = "remote-access-for-all-employees-and-contractors-of-the-headquarters";
    return new Draft()
        .server("ike", 500, 500, pool, "203.0.113.10")
        .server("nat-t", 4500, 4500, pool, "203.0.113.10")
        .group("g", PluginUse.of("source-ip"), WORKDAY, "ike", "nat-t")
        .pool(
            pool,
            "weighted-round-robin",
            gateway("vpn-gateway-frankfurt-1", "10.0.0.11"),
            gateway("vpn-gateway-frankfurt-2", "10.0.0.12"))
        .topology();
  }

  private static Topology threePorts() {
    return new Draft()
        .server("ike", 500, 500, "vpn", "203.0.113.10")
        .server("nat-t", 4500, 4500, "vpn", "203.0.113.10")
        .server("other-nat-t", 14500, 4500, "vpn", "203.0.113.10")
        .group("g", PluginUse.of("source-ip"), WORKDAY, "ike", "nat-t", "other-nat-t")
        .pool("vpn", "weighted-round-robin", gateway("a", "10.0.0.11"), gateway("b", "10.0.0.12"))
        .topology();
  }

  private static Topology ipv6Only() {
    return new Draft()
        .server("ike", 500, 500, "vpn", "2001:db8::10")
        .server("nat-t", 4500, 4500, "vpn", "2001:db8::10")
        .group("g", PluginUse.of("ike-spi"), WORKDAY, "ike", "nat-t")
        .pool("vpn", "least-sessions", gateway("a", "2001:db8:1::11"))
        .topology();
  }

  private static Topology otherPorts() {
    return new Draft()
        .server("ike", 10500, 1500, "vpn", "203.0.113.10")
        .server("nat-t", 14500, 4500, "vpn", "203.0.113.10")
        .group("g", PluginUse.of("ike-spi"), WORKDAY, "ike", "nat-t")
        .pool("vpn", "maglev", gateway("vpn1", "10.0.0.11"), gateway("vpn2", "10.0.0.12"))
        .topology();
  }
}
