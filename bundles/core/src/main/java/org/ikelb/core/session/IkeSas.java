package org.ikelb.core.session;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.core.follow.IkeSa;
import org.ikelb.core.follow.SpiPair;
import org.jspecify.annotations.Nullable;

/**
 * A session's IKE SAs, as far as the gateway has confirmed them; the session is found by their
 * pairs. Those that seem to be deleted are among them, and the first to give way.
 *
 * <p>Not thread-safe: under the session's monitor, but for what says otherwise.
 */
final class IkeSas {
  /** Re-keys overlap, so a session has several; more than these are no honest client. */
  private static final int MAX = 8;

  private final Session session;
  private final SpiIndex index;
  private final List<IkeSa> sas = new ArrayList<>(2);
  private SpiPair last;
  private volatile boolean allDeleted;
  private volatile boolean dialledAnew;

  /** Makes an empty list; of the first pair the client's half is known. */
  IkeSas(Session session, SpiIndex index) {
    this.session = session;
    this.index = index;
    this.last = new SpiPair(session.origin().initiatorSpi(), 0);
  }

  /** Adds one, for which another may have to go; false: it is known, or another session's. */
  boolean add(IkeSa sa) {
    if (find(sa.pair()) != null || !index.add(sa.pair(), session)) {
      return false;
    }
    if (sas.size() == MAX) {
      IkeSa goes =
          sas.stream().filter(IkeSa::isPresumedDeleted).findFirst().orElseGet(() -> sas.get(0));
      sas.remove(goes);
      index.remove(goes.pair(), session);
    }
    sas.add(sa);
    last = sa.pair();
    allDeleted &= sa.isPresumedDeleted();
    return true;
  }

  /** Whether it must have had some, and none lives, as far as is known. From any thread. */
  boolean areAllDeleted() {
    return allDeleted;
  }

  /** Whether its endpoint has opened another session since all were deleted. From any thread. */
  boolean areDialledAnew() {
    return dialledAnew;
  }

  /** The session's endpoint opens another. */
  void dialledAnew() {
    dialledAnew = allDeleted;
  }

  /** What was before a restart is there again. */
  void resumed(boolean loggedIn) {
    allDeleted = loggedIn && !anyLives();
  }

  /** One seems to be deleted; false: it does already. */
  boolean presumeDeleted(IkeSa sa) {
    if (!sa.presumeDeleted(true)) {
      return false;
    }
    allDeleted = !anyLives();
    return true;
  }

  /** One is used, so it was not deleted; false: it never seemed so. */
  boolean revive(IkeSa sa) {
    if (!sa.presumeDeleted(false)) {
      return false;
    }
    allDeleted = false;
    dialledAnew = false;
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

  private boolean anyLives() {
    for (IkeSa sa : sas) {
      if (!sa.isPresumedDeleted()) {
        return true;
      }
    }
    return false;
  }

  /** None is deleted after all. */
  void reviveAll() {
    sas.forEach(sa -> sa.presumeDeleted(false));
    allDeleted = sas.isEmpty();
    dialledAnew = false;
  }

  List<IkeSa> all() {
    return List.copyOf(sas);
  }

  /** The pairs of those that live, or the last there was. */
  List<SpiPair> pairsToTell() {
    List<SpiPair> living =
        sas.stream().filter(sa -> !sa.isPresumedDeleted()).map(IkeSa::pair).toList();
    return living.isEmpty() ? List.of(last) : living;
  }
}
