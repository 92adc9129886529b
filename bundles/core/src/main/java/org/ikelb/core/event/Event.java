package org.ikelb.core.event;

import java.util.Optional;

/**
 * Something that has changed. Each kind is a record with an {@link EventKind}, its components are
 * the keys: one declaration makes the log line, the EventAdmin topic and the reference page.
 *
 * <p>Immutable.
 */
public sealed interface Event
    permits TopologyEvent,
        GatewayEvent,
        PluginEvent,
        SessionEvent,
        StateEvent,
        LoopEvent,
        EventsLost {

  /** What was thrown; the log shows where. */
  default Optional<Throwable> failure() {
    return Optional.empty();
  }
}
