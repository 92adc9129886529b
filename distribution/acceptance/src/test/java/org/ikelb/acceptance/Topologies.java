package org.ikelb.acceptance;

import java.util.Random;

/** Topology files that work on any machine. */
public final class Topologies {
  private static final String TEXT =
      """
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

  private Topologies() {}

  /**
   * High ports on a loopback address that no other process uses, and gateways on loopback where
   * nothing listens.
   */
  public static String onLoopback() {
    return TEXT.replace("127.0.0.1\"", address() + "\"");
  }

  private static String address() {
    Random random = new Random();
    return "127.%d.%d.%d"
        .formatted(1 + random.nextInt(254), random.nextInt(256), 1 + random.nextInt(254));
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
