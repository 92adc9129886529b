package org.ikelb.core.follow;

/**
 * The exchanges that made keys, and what has come of them. Two questions are asked of it.
 *
 * <p>May the gateway show a new SPI pair? While an exchange is <em>open</em>: answered, and
 * followed by neither a new pair nor the DELETE of a CHILD_SA.
 *
 * <p>May the client use a new ESP SPI? While keys are <em>unused</em>: made by a login or an
 * exchange, and followed by no new ESP SPI. A DELETE of the old CHILD_SA comes before an idle
 * client uses the new one, so it says nothing here; nor does a new pair, for there may have been an
 * exchange before it that nobody has seen.
 *
 * <p>Used on the upstream's loop, but for {@link #known}.
 */
public final class KeyExchanges {
  /** More of them at once are no honest client. */
  private static final int MOST = 16;

  private ExchangeId askedByGateway = ExchangeId.NONE;
  private volatile Known known = new Known(false, 0, 0);

  /**
   * What is known of keys at one moment.
   *
   * @param open whether the gateway may show a new pair
   * @param unused how many keys there are that no ESP SPI has shown yet
   * @param lastNanos when keys were last made, in nanoseconds, or seemed to be; 0: not seen
   */
  public record Known(boolean open, int unused, long lastNanos) {
    Known open(boolean now) {
      return new Known(now, unused, lastNanos);
    }

    Known unused(int now) {
      return new Known(open, now, lastNanos);
    }

    Known last(long nowNanos) {
      return new Known(open, unused, nowNanos);
    }
  }

  /** What is known now; from any thread, which sees what was true a moment ago. */
  public Known known() {
    return known;
  }

  /** Nothing is known of the moments before a restart: there may have been an exchange. */
  public void resume() {
    known = new Known(true, 1, known.lastNanos());
  }

  /** An IKE SA was found that nobody has seen the beginning of: it has an ESP SPI. */
  public void found() {
    known = known.unused(Math.max(1, known.unused()));
  }

  void gatewayAsked(SeenIke request) {
    if (request.makesKeys()) {
      askedByGateway = ExchangeId.of(request);
    }
  }

  /** The client answers, from whatever endpoint: the gateway has asked, so there is an exchange. */
  void clientAnswered(IkeSa sa, SeenIke answer, long nowNanos) {
    if (answer.makesKeys()
        && askedByGateway.has(answer)
        && sa.isNewExchangeOfGateway(answer.id())) {
      made(answer, nowNanos);
    }
  }

  /** The gateway answers; it does so again when a request is repeated, which makes nothing. */
  void gatewayAnswered(IkeSa sa, SeenIke answer, long nowNanos) {
    if (answer.makesKeys() && sa.isNewExchangeOfClient(answer.id())) {
      made(answer, nowNanos);
    }
  }

  private void made(SeenIke answer, long nowNanos) {
    boolean counted = !answer.isAfterLogin(); // IKE_FOLLOWUP_KE goes on with another exchange
    int before = known.unused();
    int unused = counted ? Math.max(1, before) : Math.min(MOST, before + 1);
    known = new Known(true, unused, nowNanos);
  }

  /** The gateway has answered an IKE_AUTH. */
  void loginAnswered(long nowNanos) {
    known = new Known(known.open(), Math.max(1, known.unused()), nowNanos);
  }

  /** The first answer that is seen tells when the session was there, where nothing else does. */
  void heard(long nowNanos) {
    if (known.lastNanos() == 0) {
      known = known.last(nowNanos);
    }
  }

  /** There is a new pair: that was it. */
  void newPair() {
    known = known.open(false);
  }

  /** The old CHILD_SA is no more: that was it. */
  void childDeleted() {
    known = known.open(false);
  }

  /** So many ESP SPIs were perhaps not this client's. */
  public void areUnusedAfterAll(int spis) {
    known = known.unused(Math.min(MOST, known.unused() + spis));
  }

  /** There is a new ESP SPI: that was one of them. */
  public void newEspSpi() {
    known = known.unused(Math.max(0, known.unused() - 1));
  }
}
