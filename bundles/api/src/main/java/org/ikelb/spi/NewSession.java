package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A session that wants a gateway.
 *
 * <p>Made by ikelb: a minor version may add components. Immutable and thread-safe.
 *
 * @param opening the request that opens it
 * @param key what the persistency strategy made of it
 */
@ProviderType
public record NewSession(Opening opening, Key key) {}
