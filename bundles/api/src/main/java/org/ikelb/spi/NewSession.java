package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A session that wants a gateway.
 *
 * <p>Made by ikelb: a minor version may add components. Immutable and thread-safe.
 *
 * @param opening the request that opens it
 * @param key what the persistency strategy made of it
 * @param turn counts the sessions that the pool's balancing method is asked about, from anywhere
 *     and overflowing: a method that takes turns goes by it, and needs no counter of its own (since
 *     1.1)
 */
@ProviderType
public record NewSession(Opening opening, Key key, int turn) {
  /** A session that is the first, for tests. */
  public NewSession(Opening opening, Key key) {
    this(opening, key, 0);
  }
}
