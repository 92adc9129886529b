package org.ikelb.spi;

/**
 * A configured gateway, as a balancing method sees it.
 *
 * @param name its name in the pool: stable, to hash on
 * @param weight its share, 0 to 1000; 0: only if nobody else can
 */
public record Candidate(String name, int weight) {}
