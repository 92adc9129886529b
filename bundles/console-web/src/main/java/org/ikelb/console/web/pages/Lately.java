package org.ikelb.console.web.pages;

import java.util.List;
import java.util.Map;

/**
 * What went by lately, for charts: equally spaced in time, oldest first, as whole numbers.
 *
 * @param everySeconds the time from one point to the next
 * @param fromClients datagrams a second
 * @param fromGateways datagrams a second
 * @param sessions established ones
 * @param virtualServers datagrams a second now, by name
 * @param newSessions sessions opened within a minute, by gateway
 */
record Lately(
    int everySeconds,
    List<Long> fromClients,
    List<Long> fromGateways,
    List<Long> sessions,
    Map<String, Rate> virtualServers,
    Map<String, Long> newSessions) {

  static final Lately NOTHING = new Lately(1, List.of(), List.of(), List.of(), Map.of(), Map.of());

  /** Datagrams a second. */
  record Rate(long fromClients, long fromGateways) {}
}
