package org.ikelb.core.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's IKE SAs, as far as the gateway has confirmed them; the session is found by their
 * pairs.
 *
 * <p>Not thread-safe: under the session's monitor.
 */
final class IkeSas {
  /** Re-keys overlap, so a session has several; more than these are no honest client. */
  private static final int MAX = 8;

  private final Session session;
  private final SpiIndex index;
  private final List<IkeSa> sas = new ArrayList<>(2);
  private SpiPair last;

  /**
   * Makes an empty list.
   *
   * @param first what is known of the first pair before there is one
   */
  IkeSas(Session session, SpiIndex index, SpiPair first) {
    this.session = session;
    this.index = index;
    this.last = first;
  }

  /** Adds one, for which the oldest may have to go; false: it is known, or another session's. */
  boolean add(IkeSa sa) {
    if (find(sa.pair()) != null || !index.add(sa.pair(), session)) {
      return false;
    }
    if (sas.size() == MAX) {
      index.remove(sas.remove(0).pair(), session);
    }
    sas.add(sa);
    last = sa.pair();
    return true;
  }

  /** Takes one out; false: there is none with this pair. */
  boolean remove(SpiPair pair) {
    if (!sas.removeIf(sa -> sa.pair().equals(pair))) {
      return false;
    }
    index.remove(pair, session);
    return true;
  }

  /** The session is found by them no more; they are still told of. */
  void release() {
    sas.forEach(sa -> index.remove(sa.pair(), session));
  }

  @Nullable IkeSa find(SpiPair pair) {
    for (IkeSa sa : sas) {
      if (sa.pair().equals(pair)) {
        return sa;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return sas.isEmpty();
  }

  List<IkeSa> all() {
    return List.copyOf(sas);
  }

  /** Their pairs, or the last there was. */
  List<SpiPair> pairsToTell() {
    return sas.isEmpty() ? List.of(last) : sas.stream().map(IkeSa::pair).toList();
  }
}
