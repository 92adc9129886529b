package org.ikelb.core.client;

import org.jspecify.annotations.Nullable;

/**
 * A key of a hash table that strangers can choose, with the hash that they cannot foresee.
 *
 * <p>Immutable and thread-safe.
 *
 * @param hash of a {@link SecretHash}; one for all keys of a table
 */
public record HashedKey<K>(K key, int hash) {
  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashedKey<?> hashed && key.equals(hashed.key);
  }
}
