package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.HashedKey;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.follow.ClientSide;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last live session that was at an endpoint after its upstream there has closed: a client
 * that logged in through port 500 and went on at 4500 is still known on 500.
 *
 * <p>Thread-safe.
 */
final class EndpointIndex {
  private final SecretHash hash = new SecretHash();
  private final ConcurrentMap<HashedKey<ClientSide>, Session> sessions = new ConcurrentHashMap<>();

  @Nullable Session find(ClientSide side) {
    return sessions.get(key(side));
  }

  /** Remembers it, unless a session that was opened later was there, too. */
  void put(ClientSide side, Session session) {
    sessions.merge(key(side), session, (one, other) -> one.number() > other.number() ? one : other);
  }

  void remove(ClientSide side, Session session) {
    sessions.remove(key(side), session);
  }

  private HashedKey<ClientSide> key(ClientSide side) {
    InetSocketAddress client = side.client();
    long place = (long) client.getPort() << Integer.SIZE | side.listenAddress();
    return new HashedKey<>(side, hash.of(client.getAddress(), place));
  }
}
