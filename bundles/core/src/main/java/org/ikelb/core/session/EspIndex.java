package org.ikelb.core.session;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ikelb.core.client.SecretHash;
import org.jspecify.annotations.Nullable;

/**
 * Finds an upstream by an ESP SPI that its client sends, for datagrams from an endpoint without a
 * flow. Gateways choose these SPIs by themselves, so two may have chosen the same: then it leads
 * nowhere. One gateway chooses each once, so the first claim at it counts; another one waits until
 * that is released. Clients can send any, so it is mixed with a secret before it is hashed.
 *
 * <p>Thread-safe.
 */
final class EspIndex {
  /** More claims of one SPI are no chance: the last ones are not remembered. */
  private static final int MOST_CLAIMS = 16;

  private final SecretHash hash = new SecretHash();

  /** The upstreams that claim an SPI, in the order in which they did. */
  private final ConcurrentMap<Key, SessionUpstream[]> claims = new ConcurrentHashMap<>();

  /** The only upstream that has this SPI. */
  @Nullable SessionUpstream find(int spi) {
    SessionUpstream[] known = claims.get(key(spi));
    if (known == null) {
      return null;
    }
    for (SessionUpstream other : known) {
      if (!haveOneGateway(other, known[0])) {
        return null;
      }
    }
    return known[0];
  }

  /** Whether it leads to this upstream, alone or with those at other gateways. */
  boolean isOf(int spi, SessionUpstream upstream) {
    SessionUpstream[] known = claims.get(key(spi));
    if (known == null) {
      return false;
    }
    for (SessionUpstream other : known) {
      if (haveOneGateway(other, upstream)) {
        return other == upstream;
      }
    }
    return false;
  }

  /** Remembers it; while another live upstream to the same gateway has it, it waits. */
  void claim(int spi, SessionUpstream upstream) {
    claims.compute(
        key(spi),
        (key, known) -> known == null ? new SessionUpstream[] {upstream} : with(known, upstream));
  }

  void release(int spi, SessionUpstream upstream) {
    claims.computeIfPresent(key(spi), (key, known) -> without(known, upstream));
  }

  private static SessionUpstream[] with(SessionUpstream[] known, SessionUpstream upstream) {
    if (known.length == MOST_CLAIMS || Arrays.asList(known).contains(upstream)) {
      return known;
    }
    SessionUpstream[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = upstream;
    return more;
  }

  private static SessionUpstream @Nullable [] without(
      SessionUpstream[] known, SessionUpstream upstream) {
    SessionUpstream[] fewer =
        Arrays.stream(known).filter(other -> other != upstream).toArray(SessionUpstream[]::new);
    return fewer.length == 0 ? null : fewer;
  }

  private static boolean haveOneGateway(SessionUpstream one, SessionUpstream other) {
    return one.session().gateway() == other.session().gateway();
  }

  private Key key(int spi) {
    return new Key(spi, hash.of(spi, 0));
  }

  private record Key(int spi, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.spi == spi;
    }
  }
}
