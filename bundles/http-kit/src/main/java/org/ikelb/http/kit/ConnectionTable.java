package org.ikelb.http.kit;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of a server that strangers can reach, so many in all and so many from one place.
 * A new one is never turned away: beyond the limit the eldest of its own place gives way, or else
 * the eldest of the place that has most. So whoever only holds connections keeps nobody out, since
 * a request that comes whole is answered long before it is the eldest.
 *
 * <p>Thread-safe.
 *
 * @param <C> a connection; equal to itself only
 */
public final class ConnectionTable<C> {
  private final int most;
  private final int mostOfOnePlace;
  private final Map<ClientPlace, Set<C>> byPlace = new HashMap<>();
  private final Map<C, ClientPlace> places = new HashMap<>();

  /**
   * Holds none yet.
   *
   * @param most in all, at least 1
   * @param mostOfOnePlace of one address, or one IPv6 network; at least 1
   */
  public ConnectionTable(int most, int mostOfOnePlace) {
    if (most < 1 || mostOfOnePlace < 1) {
      throw new IllegalArgumentException("a server needs at least one connection");
    }
    this.most = most;
    this.mostOfOnePlace = mostOfOnePlace;
  }

  /**
   * Takes a new one; returns the one that gives way, which is not held any more and is to be
   * closed.
   */
  public synchronized Optional<C> add(C connection, InetAddress from) {
    ClientPlace place = ClientPlace.of(from);
    Set<C> neighbours = byPlace.computeIfAbsent(place, any -> new LinkedHashSet<>());
    neighbours.add(connection);
    places.put(connection, place);
    if (neighbours.size() > mostOfOnePlace) {
      return Optional.of(takeEldest(neighbours));
    }
    return places.size() > most ? Optional.of(takeEldest(busiest())) : Optional.empty();
  }

  private Set<C> busiest() {
    return byPlace.values().stream().max(Comparator.comparingInt(Set::size)).orElseThrow();
  }

  private C takeEldest(Set<C> ofOnePlace) {
    Iterator<C> eldestFirst = ofOnePlace.iterator();
    C eldest = eldestFirst.next();
    remove(eldest);
    return eldest;
  }

  /** Forgets one that was closed; nothing if it is not held. */
  public synchronized void remove(C connection) {
    ClientPlace place = places.remove(connection);
    if (place == null) {
      return;
    }
    Set<C> neighbours = byPlace.getOrDefault(place, Set.of());
    neighbours.remove(connection);
    if (neighbours.isEmpty()) {
      byPlace.remove(place);
    }
  }

  /** How many are held. */
  public synchronized int size() {
    return places.size();
  }

  /** Those that are held now. */
  public synchronized Set<C> all() {
    return Set.copyOf(places.keySet());
  }
}
