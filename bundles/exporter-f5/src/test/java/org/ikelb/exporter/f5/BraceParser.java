package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Monitor;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.f5.BigIp.Rule;
import org.ikelb.exporter.f5.BigIp.UdpProfile;
import org.ikelb.exporter.f5.BigIp.Virtual;

/** Reads tmsh commands or a bigip.conf back; every name that is used must have been defined. */
final class BraceParser {
  private static final String RULE = "[ltm, rule]";

  private final List<Rule> rules = new ArrayList<>();
  private final List<Monitor> monitors = new ArrayList<>();
  private final List<Persistence> persistences = new ArrayList<>();
  private final List<UdpProfile> udpProfiles = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final List<Virtual> virtuals = new ArrayList<>();
  private final Set<InetAddress> nodes = new HashSet<>();
  private final Set<String> defined = new HashSet<>();
  private final String folder;

  private BraceParser(String folder) {
    this.folder = folder;
  }

  static BigIp tmsh(String text) {
    String end = "save sys config\n";
    assertEquals(text.length() - end.length(), text.indexOf(end), "where it is saved");
    return new BraceParser("").parse(text.substring(0, text.length() - end.length()), "create");
  }

  static BigIp conf(String text) {
    BraceParser parser = new BraceParser("/Common/");
    BigIp bigIp = parser.parse(text, "");
    Set<InetAddress> members = new HashSet<>();
    bigIp.pools().forEach(pool -> pool.members().forEach(m -> members.add(m.address())));
    assertEquals(members, parser.nodes);
    return bigIp;
  }

  private BigIp parse(String text, String verb) {
    Braces braces = new Braces(withoutRules(text, verb));
    while (braces.hasMore()) {
      if (!verb.isEmpty()) {
        assertEquals(verb, braces.word());
      }
      Object[] stanza = braces.stanza();
      List<?> head = (List<?>) stanza[0];
      Fields fields = new Fields((Map<?, ?>) stanza[1]);
      String kind = head.subList(0, head.size() - 1).toString();
      object(kind, bare(head.get(head.size() - 1).toString()), fields);
      fields.done();
    }
    return new BigIp(rules, monitors, persistences, udpProfiles, pools, virtuals);
  }

  /** A rule is a language of its own. */
  private String withoutRules(String text, String verb) {
    String start = verb.isEmpty() ? "" : verb + " ";
    Matcher matcher =
        Pattern.compile(
                "^" + start + "ltm rule (\\S+) \\{\\n(when .*?\\n})\\n}\\n",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text);
    return matcher.replaceAll(
        rule -> {
          String name = bare(rule.group(1));
          rules.add(new Rule(name, rule.group(2)));
          defined.add(RULE + name);
          return "";
        });
  }

  private void object(String kind, String name, Fields fields) {
    defined.add(kind + name);
    switch (kind) {
      case "[ltm, monitor, gateway-icmp]" -> {
        assertEquals("gateway_icmp", bare(fields.text("defaults-from")));
        monitors.add(
            new Monitor(
                name,
                fields.number("interval"),
                fields.number("timeout"),
                fields.number("time-until-up")));
      }
      case "[ltm, node]" -> {
        assertEquals(name, fields.text("address"));
        nodes.add(Parsing.address(name));
      }
      case "[ltm, persistence, source-addr]" -> persistences.add(persistence(name, fields, false));
      case "[ltm, persistence, universal]" -> {
        defined.add("[ltm, persistence, source-addr]" + name);
        persistences.add(persistence(name, fields, true));
      }
      case "[ltm, profile, udp]" -> {
        assertEquals("udp", bare(fields.text("defaults-from")));
        fields.expect("datagram-load-balancing", "disabled");
        udpProfiles.add(new UdpProfile(name, fields.number("idle-timeout")));
      }
      case "[ltm, pool]" -> pools.add(pool(name, fields));
      case "[ltm, virtual]" -> virtuals.add(virtual(name, fields));
      default -> throw new AssertionError("an object of another kind: " + kind);
    }
  }

  private Persistence persistence(String name, Fields fields, boolean universal) {
    assertEquals(universal ? "universal" : "source_addr", bare(fields.text("defaults-from")));
    fields.expect("match-across-pools", "disabled");
    return new Persistence(
        name,
        fields.number("timeout"),
        universal
            ? Optional.empty()
            : Optional.of(fields.text("mask")).filter(mask -> !mask.equals("none")),
        universal ? Optional.of(known(RULE, bare(fields.text("rule")))) : Optional.empty(),
        fields.flag("match-across-services", "enabled", "disabled"),
        fields.flag("match-across-virtuals", "enabled", "disabled"),
        fields.flag("override-connection-limit", "enabled", "disabled"));
  }

  private Pool pool(String name, Fields fields) {
    fields.expect("service-down-action", "reselect");
    List<Member> members = new ArrayList<>();
    Fields all = fields.object("members");
    for (String endpoint : all.keys()) {
      Fields member = all.object(endpoint);
      InetAddress address = Parsing.address(member.text("address"));
      Optional<String> session = member.optional("session");
      session.ifPresent(state -> assertEquals("user-disabled", state));
      members.add(
          new Member(
              address,
              port(bare(endpoint), address),
              member.number("ratio"),
              member.number("connection-limit"),
              session.isEmpty()));
      member.done();
    }
    return new Pool(
        name,
        Parsing.mode(fields.text("load-balancing-mode")),
        fields.optional("monitor").map(m -> known("[ltm, monitor, gateway-icmp]", bare(m))),
        fields.number("slow-ramp-time"),
        members);
  }

  private Virtual virtual(String name, Fields fields) {
    Fields profiles = fields.object("profiles");
    String profile = profiles.onlyKey();
    Fields context = profiles.object(profile);
    context.optional("context").ifPresent(value -> assertEquals("all", value));
    context.done();
    Fields persist = fields.object("persist");
    String persistence = persist.onlyKey();
    Fields use = persist.object(persistence).expect("default", "yes");
    use.done();
    Fields translation = fields.object("source-address-translation");
    boolean translate = translation.flag("type", "automap", "none");
    translation.done();
    String destination = bare(fields.text("destination"));
    boolean v6 = destination.indexOf(':') != destination.lastIndexOf(':');
    InetAddress address =
        Parsing.address(destination.substring(0, destination.lastIndexOf(v6 ? '.' : ':')));
    fields
        .expect("ip-protocol", "udp")
        .expect("translate-address", "enabled")
        .expect("translate-port", "enabled")
        .expect("source", v6 ? "::/0" : "0.0.0.0/0")
        .expect("source-port", translate ? "change" : "preserve")
        .expect("mask", v6 ? "ffff" + ":ffff".repeat(7) : "255.255.255.255");
    return new Virtual(
        name,
        fields.text("description"),
        address,
        port(destination, address),
        known("[ltm, pool]", bare(fields.text("pool"))),
        known("[ltm, profile, udp]", bare(profile)),
        known("[ltm, persistence, source-addr]", bare(persistence)),
        translate);
  }

  private static int port(String endpoint, InetAddress address) {
    int at = endpoint.lastIndexOf(address.getAddress().length > 4 ? '.' : ':');
    assertEquals(address, Parsing.address(endpoint.substring(0, at)));
    return Integer.parseInt(endpoint.substring(at + 1));
  }

  private String known(String kind, String name) {
    assertEquals(true, defined.contains(kind + name), kind + " " + name + " is defined");
    return name;
  }

  private String bare(String name) {
    assertEquals(true, name.startsWith(folder), name);
    return name.substring(folder.length());
  }
}
