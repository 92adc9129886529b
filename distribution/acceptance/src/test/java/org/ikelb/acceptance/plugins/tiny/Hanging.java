package org.ikelb.acceptance.plugins.tiny;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;

/**
 * The persistency strategy that works like any, and hangs for ever at one initiator SPI.
 *
 * <p>Thread-safe, but for that.
 */
public final class Hanging implements PersistencyStrategyFactory<NoSettings> {
  /** What it hangs at. */
  public static final long SPI = 0xBADBADBADL;

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public PersistencyStrategy create(NoSettings settings) {
    return Hanging::keyOf;
  }

  private static Key keyOf(Opening opening) {
    while (opening.initiatorSpi() == SPI) {
      LockSupport.parkNanos(1_000_000_000L);
    }
    return Key.alone(ByteBuffer.allocate(Long.BYTES).putLong(opening.initiatorSpi()).array());
  }
}
