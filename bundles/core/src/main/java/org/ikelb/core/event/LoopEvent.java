package org.ikelb.core.event;

import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of an event loop. */
public sealed interface LoopEvent extends Event {

  /** A loop does not turn. */
  @EventKind(
      name = "loop-hangs",
      topic = "loop/HANGS",
      level = Level.ERROR,
      help =
          "An event loop has done nothing for 2 s, and is in no plugin's call: what comes to it"
              + " waits. The machine may have stood still; else it is a fault of ikelb.")
  record Hangs(@Key("which one") int loop, @Key(value = "until now", unit = "s") long silentS)
      implements LoopEvent {}

  /** It does again. */
  @EventKind(
      name = "loop-turns-again",
      topic = "loop/TURNS_AGAIN",
      level = Level.INFO,
      help = "An event loop that hung goes on.")
  record TurnsAgain(@Key("which one") int loop, @Key(value = "at least", unit = "s") long silentS)
      implements LoopEvent {}
}
