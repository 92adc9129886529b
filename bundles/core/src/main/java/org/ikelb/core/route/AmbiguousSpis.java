package org.ikelb.core.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.session.SessionUpstream;
import org.jspecify.annotations.Nullable;

/**
 * ESP SPIs of an endpoint with several tunnels that nobody can tell the tunnel of yet. What comes
 * with one of them goes to the gateways of all: those it is not for drop it. After a few datagrams,
 * or a while, it is given to the likeliest: who knows it answers, and who has another SPI goes on
 * with that.
 *
 * <p>Not thread-safe: used on one loop.
 */
final class AmbiguousSpis {
  private static final int MOST_DATAGRAMS = 64;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** If no gateway has answered for so long, the likeliest has it for good. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Tunnels that re-keyed while they were idle may bring several at once. */
  private static final int MOST_SPIS = 16;

  private static final int MOST_GATEWAYS = 4;

  /** So much may have been on its way. */
  private static final int FEW = 2;

  private final List<Spi> spis = new ArrayList<>(1);

  /** One of them. */
  private static final class Spi {
    final int spi;
    final long sinceNanos;
    final List<Tunnel> tunnels;
    int datagrams;

    Spi(int spi, long sinceNanos, List<Tunnel> tunnels) {
      this.spi = spi;
      this.sinceNanos = sinceNanos;
      this.tunnels = tunnels;
    }

    boolean isOver(long nowNanos) {
      return datagrams >= MOST_DATAGRAMS || nowNanos - sinceNanos >= LONGEST_NANOS;
    }

    /** It is the likeliest's for good: its gateway has answered, or nobody has for long. */
    boolean isSettled(Tunnel best, long nowNanos) {
      return best.isAnswered() || nowNanos - sinceNanos >= SETTLED_NANOS;
    }
  }

  /** A tunnel whose it may be, and what ESP it had carried before the SPI came. */
  private record Tunnel(SessionUpstream upstream, int lastSpi, int sequence, long answers) {
    static Tunnel of(SessionUpstream upstream) {
      int last = upstream.espSpis().last();
      return new Tunnel(upstream, last, upstream.espSpis().highest(last), upstream.esp().answers());
    }

    boolean sendsOtherwise() {
      int last = upstream.espSpis().last();
      return last != lastSpi || upstream.espSpis().highest(last) - sequence > FEW;
    }

    boolean isAnswered() {
      return upstream.esp().answers() != answers;
    }
  }

  /** Whether this SPI is one of them. */
  boolean contains(int spi) {
    return find(spi) != null;
  }

  /**
   * Where a datagram with such an SPI goes.
   *
   * @param side where it came from
   * @param tunnels those of the endpoint, at least one, the likeliest first
   */
  Route route(int spi, ClientSide side, List<SessionUpstream> tunnels, long nowNanos) {
    Spi known = find(spi);
    if (known == null) {
      return hasRoom(nowNanos)
          ? new Route.EspToAll(oneAtEachGateway(tunnels), side)
          : new Route.EspToAll(List.of(tunnels.get(0)), side);
    }
    if (!known.isOver(nowNanos)) {
      return new Route.EspToAll(oneAtEachGateway(tunnels), side);
    }
    Tunnel best = likeliest(known, tunnels);
    if (!known.isSettled(best, nowNanos)) {
      return new Route.EspToAll(List.of(best.upstream()), side);
    }
    Route.Esp.How how =
        best.isAnswered() ? Route.Esp.How.LIKELIEST_ANSWERED : Route.Esp.How.LIKELIEST;
    return new Route.Esp(best.upstream(), side, how);
  }

  /**
   * Such an SPI is new: its datagrams are counted from now on, if there is room.
   *
   * @param tunnels those of the endpoint, in any order
   */
  void begin(int spi, List<SessionUpstream> tunnels, long nowNanos) {
    if (!hasRoom(nowNanos)) {
      return;
    }
    if (spis.size() == MOST_SPIS) {
      spis.remove(0);
    }
    spis.add(new Spi(spi, nowNanos, tunnels.stream().map(Tunnel::of).toList()));
  }

  /**
   * A datagram with such an SPI goes where {@link #route} says.
   *
   * @param settled whether that gave the SPI to one of them for good
   */
  void sent(int spi, boolean settled, long nowNanos) {
    Spi known = find(spi);
    if (known != null && settled) {
      spis.remove(known);
    } else if (known != null && !known.isOver(nowNanos)) {
      known.datagrams++;
    }
  }

  /** Whether there is room for one more, or the oldest may make some. */
  private boolean hasRoom(long nowNanos) {
    return spis.size() < MOST_SPIS || spis.get(0).isOver(nowNanos);
  }

  private @Nullable Spi find(int spi) {
    for (Spi known : spis) {
      if (known.spi == spi) {
        return known;
      }
    }
    return null;
  }

  /** Of equals the first of the tunnels, which is the likeliest as far as was known before. */
  private static Tunnel likeliest(Spi spi, List<SessionUpstream> tunnels) {
    Comparator<Tunnel> unlikely =
        Comparator.comparing(Tunnel::sendsOtherwise)
            .thenComparing(tunnel -> !tunnel.isAnswered())
            .thenComparing(tunnel -> tunnels.indexOf(tunnel.upstream()));
    return spi.tunnels.stream()
        .filter(tunnel -> tunnels.contains(tunnel.upstream()))
        .min(unlikely)
        .orElseGet(() -> Tunnel.of(tunnels.get(0)));
  }

  private static List<SessionUpstream> oneAtEachGateway(List<SessionUpstream> tunnels) {
    List<SessionUpstream> takers = new ArrayList<>(MOST_GATEWAYS);
    for (SessionUpstream tunnel : tunnels) {
      boolean isThere =
          takers.stream().anyMatch(it -> it.session().gateway() == tunnel.session().gateway());
      if (!isThere && takers.size() < MOST_GATEWAYS) {
        takers.add(tunnel);
      }
    }
    return takers;
  }
}
