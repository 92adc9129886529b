package org.ikelb.core.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.HashedKey;
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
  private final ConcurrentMap<HashedKey<SpiPair>, Session> sessions = new ConcurrentHashMap<>();

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

  private HashedKey<SpiPair> key(SpiPair pair) {
    return new HashedKey<>(pair, hash.of(pair.initiator(), pair.responder()));
  }
}
