package org.ikelb.core.follow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SPI pairs that came through an upstream and are not the session's: after a re-key that was not
 * seen, or because they belong to whoever had the upstream's port before. A pair that both the
 * gateway and the client's proven endpoint use is the session's after all.
 *
 * <p>Changed on the upstream's loop; {@link #isTentative} from any thread, which sees what was true
 * a moment ago.
 */
final class UnsharedPairs {
  private static final int REMEMBERED = 4;

  private volatile List<Pair> latestFirst = List.of();

  /**
   * A pair, and who has used it.
   *
   * @param byClient whether the proven endpoint has
   * @param tried whether the client's endpoint has, proven or not
   */
  private record Pair(
      SpiPair spis, boolean byGateway, boolean byClient, boolean tried, long lastRequest) {

    Pair usedByGateway() {
      return new Pair(spis, true, byClient, tried, lastRequest);
    }

    Pair usedByClient(SeenIke message, boolean proven) {
      boolean asks = proven && !message.response();
      return new Pair(
          spis,
          byGateway,
          byClient || proven,
          true,
          asks ? Math.max(lastRequest, message.id()) : lastRequest);
    }
  }

  /**
   * The client has used it.
   *
   * @param proven whether it came from the proven endpoint
   * @return the IKE SA that it is, if it is the session's; null: not as far as is known
   */
  @Nullable IkeSa usedByClient(SeenIke message, boolean proven) {
    return remember(find(message.pair()).usedByClient(message, proven));
  }

  /** The gateway has used it; the same. */
  @Nullable IkeSa usedByGateway(SpiPair spis) {
    return remember(find(spis).usedByGateway());
  }

  /** It is the session's: what is known of its ids goes on. */
  IkeSa take(SpiPair spis) {
    Pair pair = find(spis);
    latestFirst = without(spis);
    return new IkeSa(spis, pair.lastRequest());
  }

  /** Whether the client has used it, and the gateway has not. */
  boolean isTentative(SpiPair spis) {
    Pair pair = find(spis);
    return pair.tried() && !pair.byGateway();
  }

  private @Nullable IkeSa remember(Pair pair) {
    if (pair.byGateway() && pair.byClient()) {
      latestFirst = without(pair.spis());
      return new IkeSa(pair.spis(), pair.lastRequest());
    }
    List<Pair> pairs = without(pair.spis());
    pairs.add(0, pair);
    latestFirst = List.copyOf(pairs.subList(0, Math.min(pairs.size(), REMEMBERED)));
    return null;
  }

  private List<Pair> without(SpiPair spis) {
    List<Pair> others = new ArrayList<>(latestFirst);
    others.removeIf(pair -> pair.spis().equals(spis));
    return others;
  }

  private Pair find(SpiPair spis) {
    for (Pair pair : latestFirst) {
      if (pair.spis().equals(spis)) {
        return pair;
      }
    }
    return new Pair(spis, false, false, false, IkeSa.NONE);
  }
}
