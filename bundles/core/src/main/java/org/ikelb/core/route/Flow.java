package org.ikelb.core.route;

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
public final class Flow {
  final long addressHigh;
  final long addressLow;
  final int port;
  final int listenAddress;
  private final ClientSide side;

  /** That of the last IKE message, which ESP goes to unless its SPI says otherwise. */
  private Route.Esp current;

  /** The upstreams, each as the route of ESP whose SPI it has carried: made once, used for each. */
  private Route.Esp[] upstreams;

  private @Nullable AmbiguousSpis ambiguous;

  Flow(long addressHigh, long addressLow, ClientSide side, SessionUpstream first) {
    this.addressHigh = addressHigh;
    this.addressLow = addressLow;
    this.port = side.client().getPort();
    this.listenAddress = side.listenAddress();
    this.side = side;
    this.current = known(first);
    this.upstreams = new Route.Esp[] {current};
  }

  private Route.Esp known(SessionUpstream upstream) {
    return new Route.Esp(upstream, side, Route.Esp.How.KNOWN);
  }

  /** The endpoint, and the address it sends to. */
  public ClientSide side() {
    return side;
  }

  public SessionUpstream current() {
    return current.upstream();
  }

  /** IKE came that is this upstream's, if the flow leads to it. */
  public void select(SessionUpstream upstream) {
    int at = indexOf(upstream);
    if (at >= 0) {
      current = upstreams[at];
    }
  }

  private int indexOf(SessionUpstream upstream) {
    for (int i = 0; i < upstreams.length; i++) {
      if (upstreams[i].upstream() == upstream) {
        return i;
      }
    }
    return -1;
  }

  void add(SessionUpstream upstream) {
    if (indexOf(upstream) >= 0) {
      return;
    }
    Route.Esp[] more = Arrays.copyOf(upstreams, upstreams.length + 1);
    current = known(upstream);
    more[upstreams.length] = current;
    upstreams = more;
    ambiguous = null; // it may be the one that was looked for: all are asked anew
  }

  /** Takes an upstream out. Returns whether the flow has none left, and so is no more. */
  boolean remove(SessionUpstream gone) {
    int at = indexOf(gone);
    if (at < 0) {
      return false;
    }
    if (upstreams.length == 1) {
      return true;
    }
    Route.Esp[] fewer = new Route.Esp[upstreams.length - 1];
    System.arraycopy(upstreams, 0, fewer, 0, at);
    System.arraycopy(upstreams, at + 1, fewer, at, fewer.length - at);
    upstreams = fewer;
    if (current.upstream() == gone) {
      current = fewer[fewer.length - 1];
    }
    return false;
  }

  public List<SessionUpstream> upstreams() {
    return Arrays.stream(upstreams).map(Route.Esp::upstream).toList();
  }

  /** The upstream of the last session that was opened with this initiator SPI. */
  @Nullable SessionUpstream withInitiatorSpi(long spi) {
    SessionUpstream latest = null;
    for (Route.Esp known : upstreams) {
      SessionUpstream upstream = known.upstream();
      if (upstream.session().origin().initiatorSpi() == spi
          && (latest == null || upstream.session().number() > latest.session().number())) {
        latest = upstream;
      }
    }
    return latest;
  }

  /** The way of ESP with an SPI that one of the upstreams has carried; null: none has. */
  Route.@Nullable Esp withEspSpi(int spi) {
    if (current.upstream().espSpis().last() == spi) {
      return current;
    }
    for (Route.Esp known : upstreams) {
      if (known.upstream().espSpis().contains(spi)) {
        return known;
      }
    }
    return null;
  }

  /**
   * Where ESP with an SPI that none of the upstreams has carried goes: to the only tunnel that has
   * new keys, or to those whose it may be.
   */
  Route ofNewEspSpi(int spi, long nowNanos) {
    if (ambiguous != null && ambiguous.contains(spi)) {
      return ambiguous.route(spi, side, tunnels(), nowNanos);
    }
    if (upstreams.length == 1) {
      return only(current.upstream());
    }
    List<SessionUpstream> tunnels = tunnels();
    if (tunnels.size() == 1) {
      return only(tunnels.get(0));
    }
    List<SessionUpstream> withNewKeys =
        tunnels.stream().filter(tunnel -> tunnel.following().keys().known().unused() > 0).toList();
    if (withNewKeys.size() == 1) {
      return only(withNewKeys.get(0));
    }
    AmbiguousSpis spis = ambiguous == null ? new AmbiguousSpis() : ambiguous;
    return spis.route(spi, side, tunnels, nowNanos);
  }

  private Route only(SessionUpstream upstream) {
    return new Route.Esp(upstream, side, Route.Esp.How.ONLY_ONE);
  }

  /**
   * ESP goes where nobody can tell whether its SPI belongs: what comes of it decides that.
   *
   * @param settled whether it was decided just now
   */
  public void sendsAmbiguous(int spi, boolean settled, long nowNanos) {
    if (ambiguous == null) {
      ambiguous = new AmbiguousSpis();
    }
    if (!ambiguous.contains(spi)) {
      ambiguous.begin(spi, tunnels(), nowNanos);
    }
    ambiguous.sent(spi, settled, nowNanos);
  }

  /** Those that may carry ESP, as far as is known, the likeliest to have a new SPI first. */
  private List<SessionUpstream> tunnels() {
    List<SessionUpstream> tunnels =
        Arrays.stream(upstreams)
            .map(Route.Esp::upstream)
            .filter(upstream -> mayCarryEsp(upstream.session()))
            .sorted(
                Comparator.comparing(
                        (SessionUpstream it) -> it.following().keys().known().unused() == 0)
                    .thenComparing(it -> -it.following().keys().known().lastNanos())
                    .thenComparing(it -> -it.session().number()))
            .toList();
    return tunnels.isEmpty() ? List.of(current.upstream()) : tunnels;
  }

  private static boolean mayCarryEsp(Session session) {
    return !session.isHalfOpen() || session.progress().login().isAnswered();
  }

  /**
   * The upstream that an SPI pair which no session has belongs to: that of the last re-key, or, if
   * its gateway has let the pair wait, another.
   */
  SessionUpstream forNewPair(SpiPair pair) {
    SessionUpstream likeliest = current.upstream();
    if (upstreams.length == 1) {
      return likeliest;
    }
    for (Route.Esp known : upstreams) {
      SessionUpstream upstream = known.upstream();
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
    KeyExchanges.Known its = one.following().keys().known();
    KeyExchanges.Known others = other.following().keys().known();
    return its.open() == others.open() ? its.lastNanos() - others.lastNanos() > 0 : its.open();
  }
}
