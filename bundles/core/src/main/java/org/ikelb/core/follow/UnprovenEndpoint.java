package org.ikelb.core.follow;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint that sends what only a session's client should be able to send, but has not shown yet
 * that the gateway believes it.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
public final class UnprovenEndpoint {
  /** The anti-amplification rule of RFC 9000, section 8.1. */
  private static final int AMPLIFICATION = 3;

  private final ClientSide side;
  private int loop;
  private long bytesFrom;
  private long bytesTo;
  private long lastNanos;
  private @Nullable IkeSa askedSa;
  private long askedId;
  private long askedNanos;
  private boolean answered;
  private int espSpi;
  private int lastSequence;
  private int rising;
  private boolean lifted;

  /** Makes one that has sent nothing yet. */
  UnprovenEndpoint(ClientSide side) {
    this.side = side;
  }

  public ClientSide side() {
    return side;
  }

  /** The loop that its datagrams come to. */
  public int loop() {
    return loop;
  }

  /** The bytes that it has sent. */
  public long bytesFrom() {
    return bytesFrom;
  }

  boolean isLifted() {
    return lifted;
  }

  long lastNanos() {
    return lastNanos;
  }

  void sent(int bytes, int cameTo, long nowNanos) {
    bytesFrom += bytes;
    loop = cameTo;
    lastNanos = nowNanos;
  }

  /** Whether so much may be sent to it; if so it is counted as sent. */
  boolean takes(int bytes) {
    if (!lifted && bytesTo + bytes > AMPLIFICATION * bytesFrom) {
      return false;
    }
    bytesTo += bytes;
    return true;
  }

  /** It has sent a request that the gateway would have to answer anew. */
  void asked(IkeSa sa, long id, long nowNanos) {
    askedSa = sa;
    askedId = id;
    askedNanos = nowNanos;
  }

  boolean waitsFor(SpiPair pair, long id) {
    return askedSa != null && askedId == id && askedSa.pair().equals(pair);
  }

  /** Whether it has asked a moment ago: then it does not give way to a newcomer. */
  boolean isWaiting(long sinceNanos) {
    return askedSa != null && askedNanos - sinceNanos > 0;
  }

  /** The client's proven endpoint has asked with this id: the answer is not about this one. */
  void strikeOff(IkeSa sa, long id) {
    if (askedSa == sa && askedId <= id) {
      askedSa = null;
    }
  }

  /** It has answered the gateway's request; or, false, there is a new one to answer. */
  void answered(boolean it) {
    answered = it;
  }

  boolean hasAnswered() {
    return answered;
  }

  /**
   * It has sent ESP.
   *
   * @param highest the highest sequence number that the proven endpoint has sent with this SPI
   */
  public void esp(int spi, int sequence, int highest) {
    int above = rising > 0 && spi == espSpi ? lastSequence : highest;
    if (spi != espSpi) {
      rising = 0;
    }
    if (Integer.compareUnsigned(sequence, above) > 0) {
      espSpi = spi;
      lastSequence = sequence;
      rising++;
    }
  }

  int rising() {
    return rising;
  }

  void lift() {
    lifted = true;
  }

  /** The proven endpoint lives: the limit holds again. */
  void restoreLimit() {
    lifted = false;
    rising = 0;
  }
}
