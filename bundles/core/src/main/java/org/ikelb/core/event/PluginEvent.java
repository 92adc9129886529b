package org.ikelb.core.event;

import java.util.Optional;
import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of one plugin. */
public sealed interface PluginEvent extends Event {

  /** A plugin threw something: the stack trace follows the line in the log. */
  sealed interface WithError extends PluginEvent {
    Throwable error();

    @Override
    default Optional<Throwable> failure() {
      return Optional.of(error());
    }
  }

  /** A plugin uses much of an event loop's time. */
  @EventKind(
      name = "plugin-slow",
      topic = "plugin/SLOW",
      level = Level.WARN,
      help =
          "Ten calls within 60 s, of the at most ten a second that are measured, used more than 1 ms"
              + " of processor time each on an event loop, where nothing else went on meanwhile. It"
              + " is no failure. At most one line in 10 min for each place where it is used.")
  record Slow(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "the last slow call", unit = "us") long cpuUs)
      implements PluginEvent {}

  /** A plugin came whose settings nobody can set. */
  @EventKind(
      name = "plugin-declared-wrongly",
      topic = "plugin/DECLARED_WRONGLY",
      level = Level.WARN,
      help =
          "A plugin has come whose settings record is wrong: a min above its max, a setting with a"
              + " name that is taken, a type that cannot be written. Whatever names it in a topology"
              + " is refused. Its author must mend it.")
  record DeclaredWrongly(
      @Key("its name in the topology") String plugin,
      @Key("what it is") String extensionPoint,
      @Key("what is wrong") String problem)
      implements PluginEvent {}

  /** A call into a plugin went wrong. */
  @EventKind(
      name = "plugin-failed",
      topic = "plugin/FAILED",
      level = Level.ERROR,
      help =
          "A plugin threw, or returned what it must not: what it was asked for does without. For a"
              + " strategy each session by itself stands in, for a method weighted-round-robin, for a"
              + " guard what its pool says (`guardFailure`). The place of a monitor names the"
              + " gateway, too. At most one line in 10 s for each place where it is used.")
  record Failed(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "since it was put there", unit = "failures") long failures,
      @Key("the last one") Throwable error)
      implements WithError {}

  /** A plugin is not asked any more. */
  @EventKind(
      name = "plugin-set-aside",
      topic = "plugin/SET_ASIDE",
      level = Level.ERROR,
      help =
          "A plugin failed 10 times within 60 s and is not asked for a while; what stands in for it"
              + " is said at `plugin-failed`. It is tried again by itself, after 10 s to 10 min that"
              + " grow each time; at once when its bundle is updated, its settings change, or the"
              + " topology is applied again.")
  record SetAside(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "since it was put there", unit = "failures") long failures,
      @Key("the last one") String reason,
      @Key(value = "until it is tried again", unit = "s") long pauseS)
      implements PluginEvent {}

  /** A plugin is asked again. */
  @EventKind(
      name = "plugin-tried-again",
      topic = "plugin/TRIED_AGAIN",
      level = Level.INFO,
      help = "A plugin that was set aside, or could not be made, is made anew and asked again.")
  record TriedAgain(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "since it was set aside", unit = "s") long pauseS)
      implements PluginEvent {}

  /** The object of a plugin could not be made. */
  @EventKind(
      name = "plugin-not-started",
      topic = "plugin/NOT_STARTED",
      level = Level.ERROR,
      help =
          "A plugin is installed, but could not be made with its settings, or not within 3 s: then"
              + " the stack trace is what its factory is doing. That is tried again like one that was"
              + " set aside, unless the topology that wanted it was refused.")
  record NotStarted(
      @Key("its name in the topology") String plugin,
      @Key("where the topology names it") String place,
      @Key("why") Throwable error)
      implements WithError {}

  /** A plugin let an exception out when it was closed. */
  @EventKind(
      name = "plugin-close-failed",
      topic = "plugin/CLOSE_FAILED",
      level = Level.WARN,
      help = "A plugin that is needed no more could not be closed; it may leave something behind.")
  record NotClosed(
      @Key("its name in the topology") String plugin,
      @Key("where it was used") String place,
      @Key("why") Throwable error)
      implements WithError {}

  /** A call does not come back. */
  @EventKind(
      name = "plugin-hangs",
      topic = "plugin/HANGS",
      level = Level.ERROR,
      help =
          "A call into a plugin has not come back for 2 s. If an event loop waits for it, so does"
              + " all that comes to that loop. It cannot be stopped: name another plugin, apply,"
              + " and restart ikelb. A probe may take its timeout longer.")
  record Hangs(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key("who waits for it: an event loop, or a thread") String on,
      @Key(value = "until now", unit = "s") long tookS,
      @Key("what it is doing, innermost first") String at)
      implements PluginEvent {}

  /** It did after all. */
  @EventKind(
      name = "plugin-came-back",
      topic = "plugin/CAME_BACK",
      level = Level.INFO,
      help = "A call into a plugin that hung has come back.")
  record CameBack(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key("who waited for it") String on,
      @Key(value = "at least", unit = "s") long tookS)
      implements PluginEvent {}
}
