package org.ikelb.core.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.follow.SpiPair;
import org.jspecify.annotations.Nullable;

/**
 * Finds a session by an IKE SPI pair. Clients choose half of the key, so it is mixed with a secret
 * before it is hashed.
 *
 * <p>Thread-safe.
 */
final class SpiIndex {
  private final SecretHash hash = new SecretHash();
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
    return new Key(pair, hash.of(pair.initiator(), pair.responder()));
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
