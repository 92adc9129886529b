package org.ikelb.core.event;

import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of the state store. */
public sealed interface StateEvent extends Event {

  /** Another store is used. */
  @EventKind(
      name = "state-store",
      topic = "state/STORE",
      help =
          "From now on sessions are saved to this state store: the one with the highest ranking.")
  record StoreUsed(@Key("its name; `none`: nothing survives a restart") String store)
      implements StateEvent {}

  /** The store does not do what it is asked. */
  @EventKind(
      name = "state-store-failed",
      topic = "state/STORE_FAILED",
      level = Level.WARN,
      help =
          "The state store threw an exception or did not answer. Traffic goes on; what changed"
              + " since is lost if ikelb ends. Said again when the reason changes.")
  record StoreFailed(
      @Key("its name") String store,
      @Key("what happened") String reason,
      @Key(value = "its failed calls since it is used", unit = "calls") long failures)
      implements StateEvent {}

  /** The store does again what it is asked. */
  @EventKind(
      name = "state-store-works",
      topic = "state/STORE_WORKS",
      help = "After failures the state store has taken everything.")
  record StoreWorks(
      @Key("its name") String store,
      @Key(value = "its failed calls since it is used", unit = "calls") long failures)
      implements StateEvent {}
}
