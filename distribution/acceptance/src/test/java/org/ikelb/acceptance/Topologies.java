package org.ikelb.acceptance;

/** Topology files that work on any machine. */
final class Topologies {
  private Topologies() {}

  /** High ports and gateways on loopback; nothing listens there. */
  static String onLoopback() {
    return """
        {
          "version": 1,
          "virtualServers": {
            "ike":   { "address": "127.0.0.1", "port": 15500, "protocol": "ike",   "pool": "vpn" },
            "nat-t": { "address": "127.0.0.1", "port": 15501, "protocol": "nat-t", "pool": "vpn" }
          },
          "persistencyGroups": {
            "vpn": { "virtualServers": ["ike", "nat-t"], "strategy": "ike-spi", "timeout": "8h" }
          },
          "pools": {
            "vpn": {
              "upstreamPorts": "20000-29999",
              "gateways": {
                "vpn1": { "address": "127.0.0.11" },
                "vpn2": { "address": "127.0.0.12" }
              }
            }
          }
        }
        """;
  }

  /** An unknown key, {@code metod}, and a virtual server of a pool that is not there. */
  static String withTwoProblems() {
    return onLoopback()
        .replace("\"gateways\": {", "\"metod\": \"maglev\", \"gateways\": {")
        .replace("\"protocol\": \"ike\",   \"pool\": \"vpn\"", "\"pool\": \"no-such-pool\"");
  }

  /** The ports of IKE, which only root or CAP_NET_BIND_SERVICE may bind. */
  static String onPrivilegedPorts() {
    return onLoopback().replace("15500", "500").replace("15501", "4500");
  }
}
