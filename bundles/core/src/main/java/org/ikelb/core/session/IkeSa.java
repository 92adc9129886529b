package org.ikelb.core.session;

/**
 * An IKE SA as its headers show it: the SPI pair, and how far the client has counted its requests.
 *
 * <p>Thread-safe: the upstreams of a session may lie on different loops.
 */
public final class IkeSa {
  /** No request was seen. */
  public static final long NONE = -1;

  private final SpiPair pair;
  private long lastRequest;

  /**
   * Makes one.
   *
   * @param lastRequest the highest id, 0 to 2^32-1, of a request that the client's proven endpoint
   *     has sent, or that was answered; {@link #NONE}
   */
  public IkeSa(SpiPair pair, long lastRequest) {
    this.pair = pair;
    this.lastRequest = lastRequest;
  }

  public SpiPair pair() {
    return pair;
  }

  /** The proven endpoint of the client has sent a request, or the gateway has answered one. */
  synchronized void asked(long id) {
    lastRequest = Math.max(lastRequest, id);
  }

  /** The highest id that {@link #asked} was told of; {@link #NONE}. */
  public synchronized long lastRequest() {
    return lastRequest;
  }
}
