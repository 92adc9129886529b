package org.ikelb.core.follow;

/**
 * An IKE SA as its headers show it: the SPI pair, how far either side has counted, and whether it
 * seems to be deleted.
 *
 * <p>Thread-safe: the upstreams of a session may lie on different loops.
 */
public final class IkeSa {
  /** No request was seen. */
  public static final long NONE = -1;

  private final SpiPair pair;
  private long lastRequest;
  private long lastKeysOfClient = NONE;
  private long lastKeysOfGateway = NONE;
  private boolean presumedDeleted;

  /**
   * Makes one that lives.
   *
   * @param lastRequest the highest id, 0 to 2^32-1, of a request that the client's proven endpoint
   *     has sent, or that was answered; {@link #NONE}
   */
  public IkeSa(SpiPair pair, long lastRequest) {
    this(pair, lastRequest, false);
  }

  /** The same, that perhaps seems to be deleted. */
  public IkeSa(SpiPair pair, long lastRequest, boolean presumedDeleted) {
    this.pair = pair;
    this.lastRequest = lastRequest;
    this.presumedDeleted = presumedDeleted;
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

  /** Whether an exchange that the client began and that makes keys is seen for the first time. */
  synchronized boolean isNewExchangeOfClient(long id) {
    boolean isNew = id > lastKeysOfClient;
    lastKeysOfClient = Math.max(lastKeysOfClient, id);
    return isNew;
  }

  /** The same of one that the gateway began. */
  synchronized boolean isNewExchangeOfGateway(long id) {
    boolean isNew = id > lastKeysOfGateway;
    lastKeysOfGateway = Math.max(lastKeysOfGateway, id);
    return isNew;
  }

  /** Whether a DELETE seems to have ended it: whoever goes on with it shows that it did not. */
  public synchronized boolean isPresumedDeleted() {
    return presumedDeleted;
  }

  /** Returns whether that is news. */
  public synchronized boolean presumeDeleted(boolean deleted) {
    boolean news = presumedDeleted != deleted;
    presumedDeleted = deleted;
    return news;
  }
}
