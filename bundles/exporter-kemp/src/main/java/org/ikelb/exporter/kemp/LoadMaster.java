package org.ikelb.exporter.kemp;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of a LoadMaster's configuration that an export is about. Every form says exactly this.
 *
 * <p>Immutable and thread-safe.
 *
 * @param services in the order in which they are made; all are made before one follows another
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
   * @param idleTime seconds, 3 to 86400: 0 is the default of the LoadMaster, 1 and 2 end a flow at
   *     its first datagram or answer
   * @param check how real servers are checked; empty: not at all
   * @param transparent whether they see the client's own address; then what they begin themselves
   *     leaves from the service's address
   * @param portFollow the port of the service on the same address whose choice it follows; that one
   *     follows, too
   */
  record Service(
      InetAddress address,
      int port,
      String nickname,
      int persistTimeout,
      Schedule schedule,
      int idleTime,
      Optional<Ping> check,
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
    ROUND_ROBIN("rr", "round robin"),
    WEIGHTED_ROUND_ROBIN("wrr", "weighted round robin"),
    LEAST_CONNECTION("lc", "least connection"),
    WEIGHTED_LEAST_CONNECTION("wlc", "weighted least connection");

    private final String key;
    private final String title;

    Schedule(String key, String title) {
      this.key = key;
      this.title = title;
    }

    /** The word in all forms. */
    String key() {
      return key;
    }

    /** For people. */
    String title() {
      return title;
    }
  }

  /**
   * How real servers are pinged.
   *
   * @param interval seconds from one check to the next, more than {@code timeout} times {@code
   *     retries}; up to 120, more only if these two need it
   * @param timeout seconds that a ping waits for its answer, 4 to 60
   * @param retries how many pings of one check must fail, 2 to 15
   */
  record Ping(int interval, int timeout, int retries) {}
}
