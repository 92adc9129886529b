package org.ikelb.exporter.kemp;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * The part of a LoadMaster's configuration that an export is about. Every form says exactly this.
 *
 * <p>Immutable and thread-safe.
 *
 * @param services a service that follows another stands behind it
 */
record LoadMaster(List<Service> services) {

  LoadMaster {
    services = List.copyOf(services);
  }

  /**
   * A virtual service: UDP, generic, with source address persistence.
   *
   * @param port 3 to 65530
   * @param nickname of plain characters
   * @param persistTimeout seconds, up to 604800
   * @param idleTime seconds, up to 86400
   * @param check how real servers are checked
   * @param transparent whether they see the client's own address
   * @param portFollow the port of the service on the same address whose choice it follows
   */
  record Service(
      InetAddress address,
      int port,
      String nickname,
      int persistTimeout,
      Schedule schedule,
      int idleTime,
      Check check,
      boolean transparent,
      OptionalInt portFollow,
      List<RealServer> realServers) {
    Service {
      realServers = List.copyOf(realServers);
    }
  }

  /**
   * A real server.
   *
   * @param port 3 to 65530
   * @param weight 1 to 65530
   * @param limit connections, up to 100000; 0 if there is none
   */
  record RealServer(InetAddress address, int port, int weight, int limit, boolean enabled) {}

  /** How a service picks a real server. */
  enum Schedule {
    ROUND_ROBIN("rr"),
    WEIGHTED_ROUND_ROBIN("wrr"),
    LEAST_CONNECTION("lc"),
    WEIGHTED_LEAST_CONNECTION("wlc");

    private final String key;

    Schedule(String key) {
      this.key = key;
    }

    /** The word in all forms. */
    String key() {
      return key;
    }
  }

  /** How real servers are checked. */
  enum Check {
    ICMP("icmp"),
    NONE("none");

    private final String key;

    Check(String key) {
      this.key = key;
    }

    /** The word in all forms. */
    String key() {
      return key;
    }
  }
}
