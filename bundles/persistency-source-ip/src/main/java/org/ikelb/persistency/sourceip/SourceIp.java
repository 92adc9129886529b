package org.ikelb.persistency.sourceip;

import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;

/**
 * Sessions from one source address, or network, belong together, whatever port they come from and
 * whichever virtual server they come to. The key is the masked address: 4 or 16 bytes.
 *
 * <p>Immutable and thread-safe.
 */
final class SourceIp implements PersistencyStrategy {
  private static final int IPV4_LENGTH = 4;

  private final SourceIpSettings settings;

  SourceIp(SourceIpSettings settings) {
    this.settings = settings;
  }

  @Override
  public Key keyOf(Opening opening) {
    byte[] address = opening.clientAddress().getAddress();
    keepLeadingBits(
        address, address.length == IPV4_LENGTH ? settings.prefix4() : settings.prefix6());
    return Key.shared(address);
  }

  private static void keepLeadingBits(byte[] address, int bits) {
    for (int i = 0; i < address.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      address[i] &= (byte) (0xff00 >>> kept);
    }
  }
}
