package org.ikelb.core.session;

import org.ikelb.core.follow.ClientSide;

/**
 * Where a client was on a virtual server.
 *
 * <p>Immutable.
 *
 * @param virtualServer its name
 */
public record LeftEndpoint(String virtualServer, ClientSide side) {}
