package org.ikelb.exporter.f5;

import java.util.stream.Collectors;
import org.ikelb.api.text.AddressText;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.f5.BigIp.Virtual;

/**
 * The form tmsh: one {@code create} a line, what is used before what uses it.
 *
 * <p>Stateless and thread-safe.
 */
final class Tmsh {
  private Tmsh() {}

  static String render(BigIp bigIp) {
    StringBuilder script = new StringBuilder();
    for (BigIp.Monitor monitor : bigIp.monitors()) {
      script.append(
          String.format(
              "create ltm monitor gateway-icmp %s { defaults-from gateway_icmp interval %d timeout"
                  + " %d time-until-up %d }\n",
              monitor.name(), monitor.interval(), monitor.timeout(), monitor.timeUntilUp()));
    }
    for (BigIp.Rule rule : bigIp.rules()) {
      script.append("create ltm rule ").append(rule.name()).append(" {\n");
      script.append(rule.text()).append("\n}\n");
    }
    bigIp.persistences().forEach(one -> script.append(persistence(one)));
    for (BigIp.UdpProfile profile : bigIp.udpProfiles()) {
      script.append(
          String.format(
              "create ltm profile udp %s { defaults-from udp idle-timeout %d"
                  + " datagram-load-balancing disabled }\n",
              profile.name(), profile.idleTimeout()));
    }
    bigIp.pools().forEach(pool -> script.append(pool(pool)));
    bigIp.virtuals().forEach(virtual -> script.append(virtual(virtual)));
    return script.append("save sys config\n").toString();
  }

  private static String persistence(Persistence persistence) {
    boolean bySource = persistence.rule().isEmpty();
    return String.format(
        "create ltm persistence %s %s { defaults-from %s match-across-services %s"
            + " match-across-virtuals %s match-across-pools disabled override-connection-limit %s"
            + " %s timeout %d }\n",
        bySource ? "source-addr" : "universal",
        persistence.name(),
        bySource ? "source_addr" : "universal",
        Words.enabled(persistence.acrossServices()),
        Words.enabled(persistence.acrossVirtuals()),
        Words.enabled(persistence.overrideLimit()),
        persistence
            .rule()
            .map(rule -> "rule " + rule)
            .orElse("mask " + persistence.mask().orElse("none")),
        persistence.timeout());
  }

  private static String pool(Pool pool) {
    return String.format(
        "create ltm pool %s { load-balancing-mode %s%s service-down-action reselect slow-ramp-time"
            + " %d members replace-all-with { %s } }\n",
        pool.name(),
        pool.mode().key(),
        pool.monitor().map(monitor -> " monitor " + monitor).orElse(""),
        pool.slowRamp(),
        pool.members().stream().map(Tmsh::member).collect(Collectors.joining(" ")));
  }

  private static String member(Member member) {
    return String.format(
        "%s { address %s connection-limit %d ratio %d%s }",
        Words.endpoint(member.address(), member.port()),
        AddressText.of(member.address()),
        member.connectionLimit(),
        member.ratio(),
        member.enabled() ? "" : " session user-disabled");
  }

  private static String virtual(Virtual virtual) {
    return String.format(
        "create ltm virtual %s { description \"%s\" destination %s ip-protocol udp mask %s pool %s"
            + " profiles replace-all-with { %s { context all } } persist replace-all-with { %s {"
            + " default yes } } source %s source-address-translation { type %s } source-port %s"
            + " translate-address enabled translate-port enabled }\n",
        virtual.name(),
        virtual.description(),
        Words.endpoint(virtual.address(), virtual.port()),
        Words.hostMask(virtual.address()),
        virtual.pool(),
        virtual.udpProfile(),
        virtual.persistence(),
        Words.anySource(virtual.address()),
        virtual.translateSource() ? "automap" : "none",
        virtual.translateSource() ? "change" : "preserve");
  }
}
