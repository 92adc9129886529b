package org.ikelb.acceptance.lab;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The namespaces of a lab and the wires between them, as drawn in the package description.
 *
 * <p>Not thread-safe.
 */
final class Wiring implements AutoCloseable {
  static final String VIP4 = "10.99.0.10";
  static final String VIP6 = "fd00:99::10";
  static final String PROTECTED = "10.200.0.1";

  private static final List<String> HOSTS =
      List.of("inet", "lb", "nat", "gw1", "gw2", "gw3", "c1", "c2", "c3", "c4", "c6");

  private final String prefix;
  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
  private int roams;

  /**
   * @param prefix of the namespaces' names; unique on this machine
   */
  Wiring(String prefix) {
    this.prefix = prefix;
  }

  Namespace namespace(String host) {
    Namespace namespace = namespaces.get(host);
    if (namespace == null) {
      throw new IllegalArgumentException(host + " is none of " + HOSTS);
    }
    return namespace;
  }

  void build() {
    HOSTS.forEach(this::host);
    wireBalancer();
    IntStream.rangeClosed(1, 3).forEach(this::wireGateway);
    wireDirectClients();
    wireNat();
    translate("");
  }

  /**
   * Lets the NAT forget its mappings and choose ports from another range from now on.
   *
   * @param ports {@code 20000-29999}; empty: the client's own port where it is free
   */
  void translate(String ports) {
    Namespace nat = namespace("nat");
    String target = ports.isEmpty() ? "masquerade" : "masquerade to :" + ports;
    // One transaction: no datagram passes untranslated.
    String rules =
        String.join(
            "; ",
            "flush ruleset",
            "add table ip nat",
            "add chain ip nat post { type nat hook postrouting priority 100 ; }",
            "add rule ip nat post oifname wan meta l4proto udp " + target,
            "add rule ip nat post oifname wan masquerade");
    nat.run("nft", rules).orFail();
    nat.run("conntrack", "-F");
  }

  void unplug(String gateway) {
    namespace("lb").ip("link set " + port(gateway) + " down");
  }

  /** Plugs it in, and waits until the link carries packets: the kernel takes up to a second. */
  void plugIn(String gateway) {
    namespace("lb").ip("link set " + port(gateway) + " up");
    String address = gateway.replace("gw", "10.50.0.1");
    await(gateway + " at " + address)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> namespace("lb").run("ping", "-c1", "-W1", address).succeeded());
  }

  /** Takes c1 to its other network, each time with an address that it never had. */
  void roam() {
    boolean away = roams % 2 == 0;
    String here = away ? "eth0" : "lte";
    String there = away ? "lte" : "eth0";
    String network = away ? "10.1.2" : "10.1.1";
    // By one process, so that a busy machine does not leave the client without a route.
    String commands =
        String.join(
            "\\n",
            "addr add " + network + "." + (3 + roams) + "/24 dev " + there,
            "addr flush dev " + here,
            "route replace default via " + network + ".1");
    namespace("c1").run("sh", "-c", "printf '" + commands + "\\n' | ip -batch -").orFail();
    roams++;
  }

  /** The port of the bridge that the gateway hangs on. */
  private static String port(String gateway) {
    return gateway.replace("gw", "b");
  }

  private void host(String host) {
    Namespace namespace = new Namespace(prefix + host);
    Execution.of("ip", "netns", "add", namespace.name()).orFail();
    namespaces.put(host, namespace);
    namespace.ip("link set lo up");
    namespace
        .run(
            "sysctl",
            "-qw",
            "net.ipv4.conf.all.rp_filter=0",
            "net.ipv4.conf.default.rp_filter=0",
            "net.ipv6.conf.all.accept_dad=0",
            "net.ipv6.conf.default.accept_dad=0")
        .orFail();
    if (!host.startsWith("c")) {
      namespace
          .run("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
          .orFail();
    }
  }

  private void wireBalancer() {
    link("inet", "tolb", "lb", "front");
    address("inet", "tolb", "10.99.0.1/24", "fd00:99::1/64");
    address("lb", "front", VIP4 + "/24", VIP6 + "/64");
    namespace("lb").ip("route add default via 10.99.0.1");
    namespace("lb").ip("-6 route add default via fd00:99::1");
    bridge("lb", "back");
    address("lb", "back", "10.50.0.1/24", "10.50.0.2/24", "10.50.0.3/24", "10.50.0.4/24");
    address("lb", "back", "fd00:50::1/64");
    // Clients can also reach the gateways themselves.
    namespace("inet").ip("route add 10.50.0.0/24 via " + VIP4);
    namespace("inet").ip("-6 route add fd00:50::/64 via " + VIP6);
  }

  private void wireGateway(int number) {
    String host = "gw" + number;
    link("lb", port(host), host, "eth0");
    namespace("lb").ip("link set " + port(host) + " master back");
    address(host, "eth0", "10.50.0.1" + number + "/24", "fd00:50::1" + number + "/64");
    namespace(host).ip("route add default via 10.50.0.1");
    namespace(host).ip("-6 route add default via fd00:50::1");
    namespace(host).ip("link add corp0 type veth peer name corp1");
    namespace(host).ip("link set corp0 up");
    namespace(host).ip("link set corp1 up");
    address(host, "corp0", PROTECTED + "/24");
  }

  private void wireDirectClients() {
    wireClient("c1", "10.1.1");
    link("inet", "c1b", "c1", "lte");
    address("inet", "c1b", "10.1.2.1/24");
    wireClient("c2", "10.2.1");
    for (String crowd : List.of("10.77.0.0/16", "10.78.0.0/16")) {
      // Every address of the crowd is c2's own, so that any of them can be bound.
      namespace("c2").ip("route add local " + crowd + " dev lo");
      namespace("inet").ip("route add " + crowd + " via 10.2.1.2");
    }
    link("inet", "c6a", "c6", "eth0");
    address("inet", "c6a", "fd00:6::1/64");
    address("c6", "eth0", "fd00:6::2/64");
    namespace("c6").ip("-6 route add default via fd00:6::1");
  }

  private void wireClient(String host, String network) {
    link("inet", host + "a", host, "eth0");
    address("inet", host + "a", network + ".1/24");
    address(host, "eth0", network + ".2/24");
    namespace(host).ip("route add default via " + network + ".1");
  }

  private void wireNat() {
    link("inet", "tonat", "nat", "wan");
    address("inet", "tonat", "10.3.0.1/24");
    address("nat", "wan", "10.3.0.2/24");
    namespace("nat").ip("route add default via 10.3.0.1");
    bridge("nat", "lan");
    address("nat", "lan", "192.168.3.1/24");
    for (int number = 3; number <= 4; number++) {
      link("nat", "l" + number, "c" + number, "eth0");
      namespace("nat").ip("link set l" + number + " master lan");
      address("c" + number, "eth0", "192.168.3." + number + "/24");
      namespace("c" + number).ip("route add default via 192.168.3.1");
    }
  }

  private void link(String left, String leftDevice, String right, String rightDevice) {
    String peer = " peer name " + rightDevice + " netns " + namespace(right).name();
    namespace(left).ip("link add " + leftDevice + " type veth" + peer);
    namespace(left).ip("link set " + leftDevice + " up");
    namespace(right).ip("link set " + rightDevice + " up");
  }

  private void bridge(String host, String device) {
    namespace(host).ip("link add " + device + " type bridge");
    namespace(host).ip("link set " + device + " up");
  }

  private void address(String host, String device, String... addresses) {
    for (String address : addresses) {
      String nodad = address.contains(":") ? " nodad" : "";
      namespace(host).ip("addr add " + address + " dev " + device + nodad);
    }
  }

  /** Removes the namespaces, and with them every wire. */
  @Override
  public void close() {
    namespaces.values().forEach(n -> Execution.of("ip", "netns", "del", n.name()));
    namespaces.clear();
  }
}
