package org.ikelb.core.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.HashedKey;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.client.Source;
import org.ikelb.core.gateway.GatewayPath;
import org.ikelb.core.gateway.PortTable;

/**
 * Half-open and quiet sessions, and which of them gives way first: of all, of those from one
 * source, or of those that have a port towards one gateway.
 *
 * <p>Thread-safe; locks are held for a few instructions.
 */
public final class Unsettled {
  private static final int FEW = 16;

  private final SecretHash hash = new SecretHash();
  private final EvictionQueue all = new EvictionQueue();
  private final ConcurrentMap<PortTable, EvictionQueue> byPorts = new ConcurrentHashMap<>();
  private final ConcurrentMap<HashedKey<Source>, EvictionQueue> bySource =
      new ConcurrentHashMap<>();

  void add(Session session, Evidence evidence) {
    all.add(session, evidence);
    towards(session.path()).add(session, evidence);
    bySource.compute(
        key(session.origin().from()),
        (source, known) -> {
          EvictionQueue queue = known == null ? new EvictionQueue() : known;
          queue.add(session, evidence);
          return queue;
        });
  }

  void remove(Session session, Evidence evidence) {
    all.remove(session, evidence);
    towards(session.path()).remove(session, evidence);
    bySource.computeIfPresent(
        key(session.origin().from()),
        (source, queue) -> {
          queue.remove(session, evidence);
          return queue.size() == 0 ? null : queue;
        });
  }

  private EvictionQueue towards(GatewayPath path) {
    return byPorts.computeIfAbsent(path.ports(), unused -> new EvictionQueue());
  }

  /** Of all of them the one that gives way first. */
  public Optional<Session> first() {
    return all.first(1).stream().findFirst();
  }

  /** A few of all of them: those that give way first, in this order. */
  public List<Session> oldest() {
    return all.first(FEW);
  }

  /** A few of those that have a port of this path. */
  public List<Session> oldestOn(GatewayPath path) {
    return towards(path).first(FEW);
  }

  /** The first of those from the source of this address. */
  public Optional<Session> firstFrom(InetAddress client) {
    EvictionQueue queue = bySource.get(key(client));
    return queue == null ? Optional.empty() : queue.first(1).stream().findFirst();
  }

  /** How many there are from the source of this address. */
  public int from(InetAddress client) {
    EvictionQueue queue = bySource.get(key(client));
    return queue == null ? 0 : queue.size();
  }

  private HashedKey<Source> key(InetAddress client) {
    Source source = Source.of(client);
    return new HashedKey<>(source, hash.of(source.network(), 0));
  }
}
