package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Monitor;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.f5.BigIp.Rule;
import org.ikelb.exporter.f5.BigIp.UdpProfile;
import org.ikelb.exporter.f5.BigIp.Virtual;

/**
 * Reads a declaration back, and refuses what the schema lets pass: a key that is not known, and a
 * pointer to nothing or to an object of another class. Used once.
 */
final class As3Parser {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Monitor> monitors = new ArrayList<>();
  private final List<Persistence> persistences = new ArrayList<>();
  private final List<UdpProfile> udpProfiles = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final List<Virtual> virtuals = new ArrayList<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, InetAddress> addresses = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private As3Parser() {}

  static BigIp parse(String text) {
    Fields as3 = new Fields(new Gson().fromJson(text, Map.class));
    as3.expect("class", "AS3").expect("action", "deploy").expect("persist", "true");
    Fields adc = as3.object("declaration").expect("class", "ADC");
    as3.done();
    adc.expect("schemaVersion", "3.16.0").expect("id", "ikelb").text("label");
    Fields tenant = adc.object("ikelb").expect("class", "Tenant");
    adc.done();
    Fields application = tenant.object("vpn").expect("class", "Application");
    tenant.done();
    return new As3Parser().application(application.expect("template", "generic"));
  }

  private BigIp application(Fields application) {
    for (String name : application.keys()) {
      Fields object = application.object(name);
      classes.put(name, object.text("class"));
      object(name, object);
      object.done();
    }
    assertEquals(classes.keySet(), union(), "objects that nobody uses");
    return new BigIp(rules, monitors, persistences, udpProfiles, pools, virtuals);
  }

  private Set<String> union() {
    Set<String> all = new HashSet<>(used);
    virtuals.forEach(virtual -> all.add(virtual.name()));
    return all;
  }

  private void object(String name, Fields object) {
    switch (classes.get(name)) {
      case "Service_Address" -> {
        addresses.put(name, Parsing.address(object.text("virtualAddress")));
        object.expect("arpEnabled", "true").expect("icmpEcho", "enable");
      }
      case "Monitor" ->
          monitors.add(
              new Monitor(
                  name,
                  object.expect("monitorType", "icmp").number("interval"),
                  object.number("timeout"),
                  object.number("timeUntilUp")));
      case "iRule" -> {
        String text = object.text("iRule");
        assertEquals(-1, text.indexOf('`'), "AS3 expands what stands in backquotes");
        rules.add(new Rule(name, text));
      }
      case "Persist" -> persistences.add(persistence(name, object));
      case "UDP_Profile" ->
          udpProfiles.add(
              new UdpProfile(
                  name, object.expect("datagramLoadBalancing", "false").number("idleTimeout")));
      case "Pool" -> pools.add(pool(name, object));
      case "Service_UDP" -> virtuals.add(service(name, object));
      default -> throw new AssertionError("a class of another kind: " + classes.get(name));
    }
  }

  private Persistence persistence(String name, Fields object) {
    boolean universal = object.flag("persistenceMethod", "universal", "source-address");
    object.expect("matchAcrossPools", "false");
    return new Persistence(
        name,
        object.number("duration"),
        universal ? Optional.empty() : object.optional("addressMask"),
        universal ? Optional.of(pointer(object.text("iRule"), "iRule")) : Optional.empty(),
        object.flag("matchAcrossVirtualPorts", "true", "false"),
        object.flag("matchAcrossVirtualAddresses", "true", "false"),
        object.flag("overrideConnectionLimit", "true", "false"));
  }

  private Pool pool(String name, Fields object) {
    object.expect("serviceDownAction", "reselect");
    List<Member> members = object.list("members").stream().map(As3Parser::member).toList();
    return new Pool(
        name,
        Parsing.mode(object.text("loadBalancingMode")),
        object.keys().contains("monitors")
            ? Optional.of(only(object.list("monitors"), "Monitor"))
            : Optional.empty(),
        object.number("slowRampTime"),
        members);
  }

  private static Member member(Object parsed) {
    Fields member = new Fields((Map<?, ?>) parsed);
    List<?> servers = member.list("serverAddresses");
    assertEquals(1, servers.size());
    Member read =
        new Member(
            Parsing.address(servers.get(0).toString()),
            member.number("servicePort"),
            member.number("ratio"),
            member.number("connectionLimit"),
            member.flag("adminState", "enable", "disable"));
    member.done();
    return read;
  }

  private Virtual service(String name, Fields object) {
    boolean translate = object.flag("snat", "auto", "none");
    object.expect("translateServerPort", "true");
    object.expect("translateClientPort", String.valueOf(translate));
    String address = only(object.list("virtualAddresses"), "Service_Address");
    return new Virtual(
        name,
        object.text("remark"),
        addresses.get(address),
        object.number("virtualPort"),
        pointer(object.text("pool"), "Pool"),
        use(object.object("profileUDP"), "UDP_Profile"),
        only(object.list("persistenceMethods"), "Persist"),
        translate);
  }

  private String only(List<?> pointers, String wanted) {
    assertEquals(1, pointers.size());
    return use(new Fields((Map<?, ?>) pointers.get(0)), wanted);
  }

  private String use(Fields pointer, String wanted) {
    String target = pointer(pointer.text("use"), wanted);
    pointer.done();
    return target;
  }

  private String pointer(String target, String wanted) {
    assertEquals(wanted, classes.get(target), "what " + target + " points to");
    used.add(target);
    return target;
  }
}
