package org.ikelb.core.event;

import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of the whole. */
public sealed interface TopologyEvent extends Event {

  /** Another topology runs. */
  @EventKind(
      name = "topology-applied",
      topic = "topology/APPLIED",
      help = "A topology was applied and is in force.")
  record Applied(
      @Key("its number since start") long revision,
      @Key("who applied it") String author,
      @Key(value = "what changed; `ikelb config diff` shows it before", unit = "changes")
          int changes,
      @Key(value = "what the listener had to say, each in a `listen-warning`", unit = "warnings")
          int warnings)
      implements TopologyEvent {}

  /** An address is served, with a reservation. */
  @EventKind(
      name = "listen-warning",
      topic = "topology/LISTEN_WARNING",
      level = Level.WARN,
      help = "The addresses of a topology are listened on, but something about them is not well.")
  record ListenWarning(@Key("what it is") String text) implements TopologyEvent {}
}
