package org.ikelb.exporter.f5;

import java.net.InetAddress;
import java.util.stream.Stream;
import org.ikelb.api.text.AddressText;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.f5.BigIp.Virtual;

/**
 * The form bigip.conf: a stanza for each object, in {@code /Common}.
 *
 * <p>Stateless and thread-safe.
 */
final class BigIpConf {
  private BigIpConf() {}

  static String render(BigIp bigIp) {
    Stanzas conf = new Stanzas();
    for (BigIp.Monitor monitor : bigIp.monitors()) {
      conf.open("ltm monitor gateway-icmp /Common/" + monitor.name())
          .line("defaults-from /Common/gateway_icmp")
          .line("interval " + monitor.interval())
          .line("time-until-up " + monitor.timeUntilUp())
          .line("timeout " + monitor.timeout())
          .close();
    }
    nodes(bigIp).forEach(address -> node(conf, address));
    for (BigIp.Rule rule : bigIp.rules()) {
      conf.raw("ltm rule /Common/" + rule.name() + " {\n" + rule.text() + "\n}\n");
    }
    bigIp.persistences().forEach(persistence -> persistence(conf, persistence));
    bigIp.pools().forEach(pool -> pool(conf, pool));
    for (BigIp.UdpProfile profile : bigIp.udpProfiles()) {
      conf.open("ltm profile udp /Common/" + profile.name())
          .line("datagram-load-balancing disabled")
          .line("defaults-from /Common/udp")
          .line("idle-timeout " + profile.idleTimeout())
          .close();
    }
    bigIp.virtuals().forEach(virtual -> virtual(conf, virtual));
    return conf.text();
  }

  private static Stream<InetAddress> nodes(BigIp bigIp) {
    return bigIp.pools().stream()
        .flatMap(pool -> pool.members().stream())
        .map(Member::address)
        .distinct();
  }

  private static void node(Stanzas conf, InetAddress address) {
    String literal = AddressText.of(address);
    conf.open("ltm node /Common/" + literal).line("address " + literal).close();
  }

  private static void persistence(Stanzas conf, Persistence persistence) {
    boolean bySource = persistence.rule().isEmpty();
    conf.open(
            "ltm persistence "
                + (bySource ? "source-addr" : "universal")
                + " /Common/"
                + persistence.name())
        .line("defaults-from /Common/" + (bySource ? "source_addr" : "universal"));
    if (bySource) {
      conf.line("mask " + persistence.mask().orElse("none"));
    }
    conf.line("match-across-pools disabled")
        .line("match-across-services " + Words.enabled(persistence.acrossServices()))
        .line("match-across-virtuals " + Words.enabled(persistence.acrossVirtuals()))
        .line("override-connection-limit " + Words.enabled(persistence.overrideLimit()));
    persistence.rule().ifPresent(rule -> conf.line("rule /Common/" + rule));
    conf.line("timeout " + persistence.timeout()).close();
  }

  private static void pool(Stanzas conf, Pool pool) {
    conf.open("ltm pool /Common/" + pool.name())
        .line("load-balancing-mode " + pool.mode().key())
        .open("members");
    for (Member member : pool.members()) {
      conf.open("/Common/" + Words.endpoint(member.address(), member.port()))
          .line("address " + AddressText.of(member.address()))
          .line("connection-limit " + member.connectionLimit())
          .line("ratio " + member.ratio());
      if (!member.enabled()) {
        conf.line("session user-disabled");
      }
      conf.close();
    }
    conf.close();
    pool.monitor().ifPresent(monitor -> conf.line("monitor /Common/" + monitor));
    conf.line("service-down-action reselect").line("slow-ramp-time " + pool.slowRamp()).close();
  }

  private static void virtual(Stanzas conf, Virtual virtual) {
    conf.open("ltm virtual /Common/" + virtual.name())
        .line("description \"" + virtual.description() + '"')
        .line("destination /Common/" + Words.endpoint(virtual.address(), virtual.port()))
        .line("ip-protocol udp")
        .line("mask " + Words.hostMask(virtual.address()))
        .open("persist")
        .open("/Common/" + virtual.persistence())
        .line("default yes")
        .close()
        .close()
        .line("pool /Common/" + virtual.pool())
        .open("profiles")
        .line("/Common/" + virtual.udpProfile() + " { }")
        .close()
        .line("source " + Words.anySource(virtual.address()))
        .open("source-address-translation")
        .line("type " + (virtual.translateSource() ? "automap" : "none"))
        .close()
        .line("source-port " + (virtual.translateSource() ? "change" : "preserve"))
        .line("translate-address enabled")
        .line("translate-port enabled")
        .close();
  }
}
