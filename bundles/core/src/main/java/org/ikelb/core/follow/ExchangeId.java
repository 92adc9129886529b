package org.ikelb.core.follow;

/**
 * One exchange: a request and its answer have the same id, which is counted for each pair and side.
 *
 * <p>Immutable.
 *
 * @param id 0 to 2^32-1; -1: there was none
 */
record ExchangeId(SpiPair pair, long id) {
  static final ExchangeId NONE = new ExchangeId(new SpiPair(0, 0), -1);

  static ExchangeId of(SeenIke message) {
    return new ExchangeId(message.pair(), message.id());
  }

  boolean has(SeenIke message) {
    return message.id() == id && message.pair().equals(pair);
  }
}
