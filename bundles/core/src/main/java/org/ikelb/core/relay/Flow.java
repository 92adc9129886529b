package org.ikelb.core.relay;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.KeyExchanges;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionUpstream;
import org.jspecify.annotations.Nullable;

/**
 * A client's endpoint on one listen address, and the upstreams its datagrams go to. Usually that is
 * one; a client with two tunnels (Windows: device and user tunnel) sends both from one endpoint,
 * and one that dials again has the old session beside the new one for a while.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class Flow {
  final long addressHigh;
  final long addressLow;
  final int port;
  final int listenAddress;
  private final ClientSide side;

  /** That of the last IKE message, which ESP goes to unless its SPI says otherwise. */
  private SessionUpstream current;

  private SessionUpstream[] upstreams;

  private @Nullable AmbiguousSpis ambiguous;

  Flow(long addressHigh, long addressLow, ClientSide side, SessionUpstream first) {
    this.addressHigh = addressHigh;
    this.addressLow = addressLow;
    this.port = side.client().getPort();
    this.listenAddress = side.listenAddress();
    this.side = side;
    this.current = first;
    this.upstreams = new SessionUpstream[] {first};
  }

  /** The endpoint, and the address it sends to. */
  ClientSide side() {
    return side;
  }

  SessionUpstream current() {
    return current;
  }

  void select(SessionUpstream upstream) {
    if (upstreams().contains(upstream)) {
      current = upstream;
    }
  }

  void add(SessionUpstream upstream) {
    if (upstreams().contains(upstream)) {
      return;
    }
    SessionUpstream[] more = new SessionUpstream[upstreams.length + 1];
    System.arraycopy(upstreams, 0, more, 0, upstreams.length);
    more[upstreams.length] = upstream;
    upstreams = more;
    current = upstream;
  }

  /** Takes an upstream out. Returns whether the flow has none left, and so is no more. */
  boolean remove(SessionUpstream gone) {
    if (!upstreams().contains(gone)) {
      return false;
    }
    SessionUpstream[] fewer = new SessionUpstream[Math.max(0, upstreams.length - 1)];
    int size = 0;
    for (SessionUpstream upstream : upstreams) {
      if (upstream != gone && size < fewer.length) {
        fewer[size++] = upstream;
      }
    }
    if (size == 0) {
      return true;
    }
    upstreams = fewer;
    if (current == gone) {
      current = fewer[size - 1];
    }
    return false;
  }

  List<SessionUpstream> upstreams() {
    return List.of(upstreams);
  }

  /** The upstream of the last session that was opened with this initiator SPI. */
  @Nullable SessionUpstream withInitiatorSpi(long spi) {
    SessionUpstream latest = null;
    for (SessionUpstream upstream : upstreams) {
      if (upstream.session().origin().initiatorSpi() == spi
          && (latest == null || upstream.session().number() > latest.session().number())) {
        latest = upstream;
      }
    }
    return latest;
  }

  /** The upstream that has seen this ESP SPI. */
  @Nullable SessionUpstream withEspSpi(int spi) {
    if (current.espSpis().last() == spi) {
      return current;
    }
    for (SessionUpstream upstream : upstreams) {
      if (upstream.espSpis().contains(spi)) {
        return upstream;
      }
    }
    return null;
  }

  /**
   * Where ESP with an SPI that none of the upstreams has seen goes: to the only tunnel that has new
   * keys, or to those whose it may be.
   */
  AmbiguousSpis.Takers takersOfNewSpi(int spi, long nowNanos) {
    if (ambiguous != null && ambiguous.contains(spi)) {
      return ambiguous.takersOf(spi, tunnels(), nowNanos);
    }
    if (upstreams.length == 1) {
      return AmbiguousSpis.Takers.only(current);
    }
    List<SessionUpstream> tunnels = tunnels();
    if (tunnels.size() == 1) {
      return AmbiguousSpis.Takers.only(tunnels.get(0));
    }
    List<SessionUpstream> withNewKeys =
        tunnels.stream().filter(tunnel -> tunnel.following().keys().unused() > 0).toList();
    if (withNewKeys.size() == 1) {
      return AmbiguousSpis.Takers.only(withNewKeys.get(0));
    }
    if (ambiguous == null) {
      ambiguous = new AmbiguousSpis();
    }
    return ambiguous.takersOf(spi, tunnels, nowNanos);
  }

  /** Those that may carry ESP, as far as is known, the likeliest to have a new SPI first. */
  private List<SessionUpstream> tunnels() {
    List<SessionUpstream> tunnels =
        Arrays.stream(upstreams)
            .filter(upstream -> mayCarryEsp(upstream.session()))
            .sorted(
                Comparator.comparing((SessionUpstream it) -> it.following().keys().unused() == 0)
                    .thenComparing(it -> -it.following().keys().lastNanos())
                    .thenComparing(it -> -it.session().number()))
            .toList();
    return tunnels.isEmpty() ? List.of(current) : tunnels;
  }

  private static boolean mayCarryEsp(Session session) {
    return !session.isHalfOpen() || session.login().isAnswered();
  }

  /**
   * The upstream that an SPI pair which no session has belongs to: that of the last re-key, or, if
   * its gateway has let the pair wait, another.
   */
  SessionUpstream forNewPair(SpiPair pair) {
    if (upstreams.length == 1) {
      return current;
    }
    SessionUpstream likeliest = current;
    for (SessionUpstream upstream : upstreams) {
      boolean itsTurn = !upstream.following().isTentative(pair);
      boolean othersTurn = !likeliest.following().isTentative(pair);
      if (itsTurn == othersTurn ? isLikelier(upstream, likeliest) : itsTurn) {
        likeliest = upstream;
      }
    }
    return likeliest;
  }

  /**
   * Whether a new pair is likelier to be of this one: it was re-keyed, and later than the other.
   */
  private static boolean isLikelier(SessionUpstream one, SessionUpstream other) {
    KeyExchanges its = one.following().keys();
    KeyExchanges others = other.following().keys();
    return its.isOpen() == others.isOpen()
        ? its.lastNanos() - others.lastNanos() > 0
        : its.isOpen();
  }
}
