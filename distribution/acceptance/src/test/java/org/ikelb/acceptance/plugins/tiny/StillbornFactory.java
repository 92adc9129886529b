package org.ikelb.acceptance.plugins.tiny;

import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.NoSettings;

/**
 * The factory that cannot be made.
 *
 * <p>Immutable and thread-safe.
 */
public final class StillbornFactory implements GuardFactory<NoSettings> {
  public StillbornFactory() {
    throw new IllegalStateException("out of ink");
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Guard create(NoSettings settings) {
    throw new UnsupportedOperationException();
  }
}
