package org.ikelb.core.session;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds an upstream by an ESP SPI that its client sends, for datagrams from an endpoint without a
 * flow. Gateways choose these SPIs by themselves, so two may have chosen the same: then it leads
 * nowhere. Clients can send any, so it is mixed with a secret before it is hashed.
 *
 * <p>Thread-safe.
 */
final class EspIndex {
  private final int secret = new SecureRandom().nextInt() | 1;
  private final ConcurrentMap<Key, SessionUpstream[]> claims = new ConcurrentHashMap<>();

  /** The only upstream that has this SPI. */
  @Nullable SessionUpstream find(int spi) {
    SessionUpstream[] known = claims.get(key(spi));
    return known == null || known.length != 1 ? null : known[0];
  }

  /** Whether it leads to this upstream, alone or with others. */
  boolean isOf(int spi, SessionUpstream upstream) {
    SessionUpstream[] known = claims.get(key(spi));
    return known != null && Arrays.asList(known).contains(upstream);
  }

  /** Remembers it, unless another live upstream to the same gateway has it. */
  void claim(int spi, SessionUpstream upstream) {
    claims.compute(key(spi), (key, known) -> known == null ? of(upstream) : with(known, upstream));
  }

  void release(int spi, SessionUpstream upstream) {
    claims.computeIfPresent(key(spi), (key, known) -> without(known, upstream));
  }

  private static SessionUpstream[] of(SessionUpstream upstream) {
    return new SessionUpstream[] {upstream};
  }

  private static SessionUpstream[] with(SessionUpstream[] known, SessionUpstream upstream) {
    for (SessionUpstream other : known) {
      if (other.session().gateway() == upstream.session().gateway()) {
        return known;
      }
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

  private Key key(int spi) {
    int hash = (spi ^ secret) * 0x9e3779b1;
    return new Key(spi, (hash ^ (hash >>> 15)) * secret);
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
