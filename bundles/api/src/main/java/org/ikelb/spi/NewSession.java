package org.ikelb.spi;

/**
 * A session that wants a gateway.
 *
 * @param opening the request that opens it
 * @param key what the persistency strategy made of it
 */
public record NewSession(Opening opening, Key key) {}
