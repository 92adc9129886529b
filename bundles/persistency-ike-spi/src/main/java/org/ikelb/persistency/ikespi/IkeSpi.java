package org.ikelb.persistency.ikespi;

import java.nio.ByteBuffer;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;

/**
 * Every IKE SA stands by itself: clients behind one NAT spread over all gateways, and nothing is
 * remembered beyond the session. The key is the initiator SPI, 8 bytes.
 *
 * <p>Immutable and thread-safe.
 */
final class IkeSpi implements PersistencyStrategy {

  @Override
  public Key keyOf(Opening opening) {
    return Key.alone(ByteBuffer.allocate(Long.BYTES).putLong(opening.initiatorSpi()).array());
  }
}
