package org.ikelb.acceptance.plugins.tiny;

import java.util.concurrent.atomic.AtomicReference;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.ObservedMessage;

/**
 * The observer that keeps what it saw last, so that whoever kept the observer would keep that, too.
 *
 * <p>Thread-safe.
 */
public final class LastMessage implements IkeObserver {
  private final AtomicReference<ObservedMessage> last = new AtomicReference<>();

  @Override
  public void observe(ObservedMessage message) {
    last.set(message);
  }
}
