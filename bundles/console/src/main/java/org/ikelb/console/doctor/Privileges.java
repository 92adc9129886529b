package org.ikelb.console.doctor;

import static org.ikelb.console.doctor.Capability.CAP_NET_ADMIN;
import static org.ikelb.console.doctor.Capability.CAP_NET_BIND_SERVICE;
import static org.ikelb.console.doctor.Capability.CAP_NET_RAW;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;

/** Whether this process may do what the topology asks for. Pure but for reading the host. */
final class Privileges {
  private static final String LOW_PORTS = "low ports";
  private static final String FIRST_FREE = "net/ipv4/ip_unprivileged_port_start";
  private static final String PING = "ping";
  private static final String PING_GROUPS = "net/ipv4/ping_group_range";
  private static final String CLIENT_ADDRESS = "client address";

  private Privileges() {}

  static Finding lowPorts(Needs needs, Host host) {
    List<Long> setting = host.setting(FIRST_FREE);
    long firstFree = setting.isEmpty() ? 1024 : setting.get(0);
    OptionalInt lowest = needs.addresses().stream().mapToInt(InetSocketAddress::getPort).min();
    if (lowest.isEmpty() || lowest.getAsInt() >= firstFree) {
      return Finding.ok(LOW_PORTS, "need no privilege: all ports are " + firstFree + " or higher");
    }
    if (host.has(CAP_NET_BIND_SERVICE)) {
      return Finding.ok(LOW_PORTS, "port " + lowest.getAsInt() + " by " + CAP_NET_BIND_SERVICE);
    }
    return Finding.problem(
        LOW_PORTS,
        "port " + lowest.getAsInt() + " is not allowed to this user",
        CAP_NET_BIND_SERVICE.remedy()
            + ", or sysctl -w net.ipv4.ip_unprivileged_port_start="
            + lowest.getAsInt());
  }

  static Finding ping(Needs needs, Host host) {
    List<Long> range = host.setting(PING_GROUPS);
    boolean sockets =
        range.size() == 2
            && host.groups().anyMatch(group -> group >= range.get(0) && group <= range.get(1));
    if (sockets) {
      return Finding.ok(PING, "by ping sockets, which this group may use");
    }
    if (host.has(CAP_NET_RAW)) {
      return Finding.ok(PING, "by raw sockets, by " + CAP_NET_RAW);
    }
    if (!needs.pings()) {
      return Finding.ok(PING, "not allowed, and no monitor needs it");
    }
    return Finding.warning(
        PING,
        "monitors of the type icmp may not ping: they say \"unknown\"",
        "sysctl -w net.ipv4.ping_group_range=\"0 2147483647\", or " + CAP_NET_RAW.remedy());
  }

  static Finding clientAddress(Needs needs, Host host) {
    if (!needs.preserves()) {
      return Finding.ok(CLIENT_ADDRESS, "translated in every pool, which needs no privilege");
    }
    return host.has(CAP_NET_ADMIN)
        ? Finding.ok(CLIENT_ADDRESS, "preserved, by " + CAP_NET_ADMIN)
        : Finding.problem(
            CLIENT_ADDRESS,
            "clientAddress \"preserve\" needs " + CAP_NET_ADMIN,
            CAP_NET_ADMIN.remedy());
  }
}
