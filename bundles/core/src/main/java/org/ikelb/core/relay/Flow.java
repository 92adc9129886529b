package org.ikelb.core.relay;

import java.util.List;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.session.SessionUpstream.ClientSide;
import org.ikelb.core.session.SpiPair;
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

  /** The upstream of the session that was opened with this initiator SPI. */
  @Nullable SessionUpstream withInitiatorSpi(long spi) {
    for (SessionUpstream upstream : upstreams) {
      if (upstream.session().origin().initiatorSpi() == spi) {
        return upstream;
      }
    }
    return null;
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

  /** The upstream that an ESP SPI which none has seen belongs to. */
  SessionUpstream forNewEspSpi() {
    return upstreams.length == 1 ? current : lastKeyed();
  }

  /**
   * The upstream that an SPI pair which no session has belongs to: that of the last re-key, or, if
   * its gateway has let the pair wait, another.
   */
  SessionUpstream forNewPair(SpiPair pair) {
    if (upstreams.length == 1) {
      return current;
    }
    SessionUpstream likely = lastKeyed();
    if (!likely.exchanges().isTentative(pair)) {
      return likely;
    }
    for (SessionUpstream upstream : upstreams) {
      if (!upstream.exchanges().isTentative(pair)) {
        return upstream;
      }
    }
    return likely;
  }

  /** A new ESP SPI follows new keys: those of a login, or of a re-key. */
  private SessionUpstream lastKeyed() {
    SessionUpstream latest = current;
    for (SessionUpstream upstream : upstreams) {
      long later = upstream.exchanges().lastKeyedNanos() - latest.exchanges().lastKeyedNanos();
      if (later > 0) {
        latest = upstream;
      }
    }
    return latest;
  }
}
