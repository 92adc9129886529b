package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A configured gateway, as a balancing method sees it.
 *
 * <p>Made by ikelb: a minor version may add components. Immutable and thread-safe.
 *
 * @param name its name in the pool: stable, to hash on
 * @param weight its share, 0 to 1000; 0: only if nobody else can
 */
@ProviderType
public record Candidate(String name, int weight) {}
