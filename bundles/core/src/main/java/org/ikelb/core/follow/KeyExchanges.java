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
 * <p>Used on the upstream's loop, but for what flows on other loops ask: {@link #unused} and {@link
 * #lastNanos}, which are what was true a moment ago.
 */
public final class KeyExchanges {
  /** More of them at once are no honest client. */
  private static final int MOST = 16;

  private ExchangeId askedByGateway = ExchangeId.NONE;
  private volatile boolean open;
  private volatile int unused;
  private volatile long lastNanos;

  /** Whether the gateway may show a new pair; from any thread. */
  public boolean isOpen() {
    return open;
  }

  /** How many keys there are that no ESP SPI has shown yet; from any thread. */
  public int unused() {
    return unused;
  }

  /** When keys were last made, in nanoseconds, or seemed to be; from any thread. */
  public long lastNanos() {
    return lastNanos;
  }

  /** Nothing is known of the moments before a restart: there may have been an exchange. */
  public void resume() {
    open = true;
    unused = 1;
  }

  /** An IKE SA was found that nobody has seen the beginning of: it has an ESP SPI. */
  public void found() {
    unused = Math.max(1, unused);
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
    lastNanos = nowNanos;
    open = true;
    boolean counted = !answer.isAfterLogin(); // IKE_FOLLOWUP_KE goes on with another exchange
    unused = counted ? Math.max(1, unused) : Math.min(MOST, unused + 1);
  }

  /** The gateway has answered an IKE_AUTH. */
  void loginAnswered(long nowNanos) {
    lastNanos = nowNanos;
    unused = Math.max(1, unused);
  }

  /** The first answer that is seen tells when the session was there, where nothing else does. */
  void heard(long nowNanos) {
    if (lastNanos == 0) {
      lastNanos = nowNanos;
    }
  }

  /** There is a new pair: that was it. */
  void newPair() {
    open = false;
  }

  /** The old CHILD_SA is no more: that was it. */
  void childDeleted() {
    open = false;
  }

  /** There is a new ESP SPI: that was one of them. */
  public void newEspSpi() {
    unused = Math.max(0, unused - 1);
  }
}
