package org.ikelb.core.session;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a session by an IKE SPI pair. Clients choose half of the key, so it is mixed with a secret
 * before it is hashed.
 *
 * <p>Thread-safe.
 */
final class SpiIndex {
  private final long secret = new SecureRandom().nextLong() | 1;
  private final ConcurrentMap<Key, Session> sessions = new ConcurrentHashMap<>();

  @Nullable Session find(SpiPair pair) {
    return sessions.get(key(pair));
  }

  /** Remembers the pair, unless a live session has it already. */
  boolean add(SpiPair pair, Session session) {
    Session owner = sessions.putIfAbsent(key(pair), session);
    return owner == null || owner == session;
  }

  void remove(SpiPair pair, Session session) {
    sessions.remove(key(pair), session);
  }

  private Key key(SpiPair pair) {
    long hash = (pair.initiator() ^ secret) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ (hash >>> 32) ^ pair.responder()) * secret;
    return new Key(pair, (int) (hash >>> 32));
  }

  private record Key(SpiPair pair, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && pair.equals(key.pair);
    }
  }
}
