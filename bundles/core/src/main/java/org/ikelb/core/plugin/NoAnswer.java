package org.ikelb.core.plugin;

import java.time.Duration;
import org.ikelb.spi.PluginFactory;

/**
 * A plugin's factory has not come back. The stack trace is that of the thread that is in it.
 *
 * <p>Used by one thread.
 */
final class NoAnswer extends Exception {
  /**
   * Says which one, for people.
   *
   * @param waited since it was asked
   * @param at what it is doing
   */
  NoAnswer(PluginFactory<?> factory, Duration waited, StackTraceElement[] at) {
    super(
        "its factory %s has not come back for %d s"
            .formatted(factory.getClass().getName(), waited.toSeconds()));
    setStackTrace(at);
  }

  /** The whole sentence: what cannot be made, and why. */
  String of(PluginPlaces.Place place) {
    return "%s: the %s \"%s\" cannot be made: %s"
        .formatted(place.name(), place.kind().title(), place.use().type(), getMessage());
  }
}
