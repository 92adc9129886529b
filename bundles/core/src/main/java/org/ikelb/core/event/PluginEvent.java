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

  /** A call into a plugin took too long. */
  @EventKind(
      name = "plugin-slow",
      topic = "plugin/SLOW",
      level = Level.WARN,
      help =
          "A plugin took more than 1 ms of wall time on an event loop, where nothing else went on"
              + " meanwhile; now and then a busy machine is the reason. Counted as a failure. At most"
              + " one line in 10 s for each place where it is used.")
  record Slow(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "since it was put there", unit = "failures") long failures,
      @Key(value = "the last slow call", unit = "us") long tookUs)
      implements PluginEvent {}

  /** A call into a plugin went wrong. */
  @EventKind(
      name = "plugin-failed",
      topic = "plugin/FAILED",
      level = Level.ERROR,
      help =
          "A plugin threw, or returned what it must not: what it was asked for does without, and a"
              + " request is dropped and counted. The place of a monitor names the gateway, too. At"
              + " most one line in 10 s for each place where it is used.")
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
          "A plugin failed 10 times within 60 s and is not asked any more: new sessions that need"
              + " it wait. It is tried again when its bundle is updated, its settings change, or"
              + " the topology is applied again.")
  record SetAside(
      @Key("its name in the topology") String plugin,
      @Key("where it is used") String place,
      @Key(value = "since it was put there", unit = "failures") long failures,
      @Key("the last one") String reason)
      implements PluginEvent {}

  /** The object of a plugin could not be made. */
  @EventKind(
      name = "plugin-not-started",
      topic = "plugin/NOT_STARTED",
      level = Level.ERROR,
      help = "A plugin is installed, but could not be made with its settings.")
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
}
