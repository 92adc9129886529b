package org.ikelb.core.dataplane;

import java.net.InetSocketAddress;

/**
 * One socket address that clients send to.
 *
 * @param id core's number for it, from 0; keeps its meaning as long as it is listened on
 * @param virtualServer the virtual server's name, for messages
 * @param address where to bind; never a wildcard
 */
public record ListenAddress(int id, String virtualServer, InetSocketAddress address) {}
