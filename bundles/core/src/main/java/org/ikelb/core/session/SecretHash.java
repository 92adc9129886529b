package org.ikelb.core.session;

import java.security.SecureRandom;

/**
 * Hashes keys that strangers can choose: mixed with a secret of this object, so that nobody can
 * choose many which fall into one place.
 *
 * <p>Thread-safe.
 */
final class SecretHash {
  private final long secret = new SecureRandom().nextLong() | 1;

  int of(long a, long b) {
    long hash = (a ^ secret) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ (hash >>> 32) ^ b) * secret;
    return (int) (hash >>> 32);
  }
}
