package org.ikelb.exporter.f5;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.text.AddressText;
import org.ikelb.exporter.f5.BigIp.Member;
import org.ikelb.exporter.f5.BigIp.Persistence;
import org.ikelb.exporter.f5.BigIp.Pool;
import org.ikelb.exporter.f5.BigIp.Virtual;
import org.ikelb.exporter.kit.PlainText;

/**
 * The form AS3: a declaration of one tenant with one application. Virtual servers on one address
 * share its Service_Address, else AS3 would make it twice.
 *
 * <p>Stateless and thread-safe.
 */
final class As3 {
  static final String TENANT = "ikelb";
  static final String APPLICATION = "vpn";

  /** The first that allows dashes in names; an AS3 takes its own version and earlier ones. */
  static final String SCHEMA_VERSION = "3.16.0";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private As3() {}

  static String render(BigIp bigIp) {
    Map<String, Object> tenant = object("Tenant");
    tenant.put(APPLICATION, application(bigIp));
    Map<String, Object> declaration = object("ADC");
    declaration.put("schemaVersion", SCHEMA_VERSION);
    declaration.put("id", "ikelb");
    declaration.put("label", "IKEv2 VPN, exported by ikelb");
    declaration.put(TENANT, tenant);
    Map<String, Object> as3 = object("AS3");
    as3.put("action", "deploy");
    as3.put("persist", true);
    as3.put("declaration", declaration);
    return GSON.toJson(as3) + "\n";
  }

  private static Map<String, Object> application(BigIp bigIp) {
    Map<String, Object> application = object("Application");
    application.put("template", "generic");
    bigIp.virtuals().forEach(virtual -> addAddress(application, virtual.address()));
    for (BigIp.Monitor monitor : bigIp.monitors()) {
      Map<String, Object> object = object("Monitor");
      object.put("monitorType", "icmp");
      object.put("interval", monitor.interval());
      object.put("timeout", monitor.timeout());
      object.put("timeUntilUp", monitor.timeUntilUp());
      application.put(monitor.name(), object);
    }
    for (BigIp.Rule rule : bigIp.rules()) {
      Map<String, Object> object = object("iRule");
      object.put("iRule", rule.text());
      application.put(rule.name(), object);
    }
    bigIp.persistences().forEach(one -> application.put(one.name(), persist(one)));
    for (BigIp.UdpProfile profile : bigIp.udpProfiles()) {
      Map<String, Object> object = object("UDP_Profile");
      object.put("idleTimeout", profile.idleTimeout());
      object.put("datagramLoadBalancing", false);
      application.put(profile.name(), object);
    }
    bigIp.pools().forEach(pool -> application.put(pool.name(), pool(pool)));
    bigIp.virtuals().forEach(virtual -> application.put(virtual.name(), service(virtual)));
    return application;
  }

  private static void addAddress(Map<String, Object> application, InetAddress address) {
    Map<String, Object> object = object("Service_Address");
    object.put("virtualAddress", AddressText.of(address));
    object.put("arpEnabled", true);
    object.put("icmpEcho", "enable");
    application.put(addressName(address), object);
  }

  private static Map<String, Object> persist(Persistence persistence) {
    Map<String, Object> object = object("Persist");
    object.put(
        "persistenceMethod", persistence.rule().isPresent() ? "universal" : "source-address");
    persistence.rule().ifPresent(rule -> object.put("iRule", rule));
    object.put("duration", persistence.timeout());
    persistence.mask().ifPresent(mask -> object.put("addressMask", mask));
    object.put("matchAcrossVirtualPorts", persistence.acrossServices());
    object.put("matchAcrossVirtualAddresses", persistence.acrossVirtuals());
    object.put("matchAcrossPools", false);
    object.put("overrideConnectionLimit", persistence.overrideLimit());
    return object;
  }

  private static Map<String, Object> pool(Pool pool) {
    Map<String, Object> object = object("Pool");
    object.put("loadBalancingMode", pool.mode().key());
    object.put("serviceDownAction", "reselect");
    object.put("slowRampTime", pool.slowRamp());
    pool.monitor().ifPresent(monitor -> object.put("monitors", List.of(use(monitor))));
    object.put("members", pool.members().stream().map(As3::member).toList());
    return object;
  }

  private static Map<String, Object> member(Member member) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("servicePort", member.port());
    object.put("serverAddresses", List.of(AddressText.of(member.address())));
    object.put("ratio", member.ratio());
    object.put("connectionLimit", member.connectionLimit());
    object.put("adminState", member.enabled() ? "enable" : "disable");
    return object;
  }

  private static Map<String, Object> service(Virtual virtual) {
    Map<String, Object> object = object("Service_UDP");
    object.put("remark", virtual.description());
    object.put("virtualAddresses", List.of(use(addressName(virtual.address()))));
    object.put("virtualPort", virtual.port());
    object.put("pool", virtual.pool());
    object.put("profileUDP", use(virtual.udpProfile()));
    object.put("persistenceMethods", List.of(use(virtual.persistence())));
    object.put("snat", virtual.translateSource() ? "auto" : "none");
    object.put("translateServerPort", true);
    object.put("translateClientPort", virtual.translateSource());
    return object;
  }

  private static String addressName(InetAddress address) {
    return "vip_" + PlainText.description(AddressText.of(address), 64).replaceAll("[.:]", "_");
  }

  private static Map<String, Object> use(String name) {
    return Map.of("use", name);
  }

  private static Map<String, Object> object(String type) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("class", type);
    return object;
  }
}
