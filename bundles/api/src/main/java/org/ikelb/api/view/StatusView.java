package org.ikelb.api.view;

import java.time.Duration;
import java.time.Instant;

/**
 * ikelb at a glance.
 *
 * @param version of ikelb
 * @param uptime since the process started to serve
 * @param revision counts the topologies applied since start
 * @param appliedAt when the running topology was applied
 * @param appliedBy by whom
 * @param transport how datagrams are received and sent: {@code epoll}, {@code nio}
 * @param loops event loops
 * @param virtualServers how many
 * @param gateways how many
 * @param gatewaysTakingSessions how many of them take new sessions now
 * @param halfOpenSessions now
 * @param establishedSessions now
 * @param sessionLimit the most sessions there can be, by the topology and the descriptors
 * @param fromClients all virtual servers together
 * @param fromGateways all virtual servers together
 * @param warnings how many there are
 */
public record StatusView(
    String version,
    Duration uptime,
    long revision,
    Instant appliedAt,
    String appliedBy,
    String transport,
    int loops,
    int virtualServers,
    int gateways,
    int gatewaysTakingSessions,
    int halfOpenSessions,
    int establishedSessions,
    int sessionLimit,
    Traffic fromClients,
    Traffic fromGateways,
    int warnings) {}
