package org.ikelb.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ikelb.api.plugin.FailedPlugin;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.GuardFailure;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.view.Warning;
import org.ikelb.core.plan.PoolPlan;
import org.ikelb.core.plugin.CallsUnderWay;
import org.ikelb.core.plugin.FactoryCalls;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.plugin.PluginPlaces;
import org.ikelb.core.relay.Watchdog;

/**
 * The warnings of plugins that are not there, not asked, slow, or there twice; and what stands in
 * for them.
 *
 * <p>Thread-safe.
 */
final class PluginWarnings {
  private final InstalledPlugins plugins;
  private final FailingExporters exporters;

  PluginWarnings(InstalledPlugins plugins, FailingExporters exporters) {
    this.plugins = plugins;
    this.exporters = exporters;
  }

  List<Warning> of(Running running) {
    List<Warning> warnings = new ArrayList<>();
    for (PluginPlaces.Place place : running.missing()) {
      warnings.add(new Warning("plugin-missing", place.name(), missing(place, running)));
    }
    setAside("exporter", exporters.setAside(), warnings);
    setAside(PluginViews.OBSERVER, running.parts().observers().setAside(), warnings);
    for (PluginPlaces.Place place : running.parts().objects().slow()) {
      warnings.add(new Warning("plugin-slow", place.name(), slow(place)));
    }
    for (FailedPlugin failed : plugins.failed()) {
      warnings.add(new Warning("plugin-unusable", failed.subject(), unusable(failed)));
    }
    running
        .parts()
        .declarations()
        .problems()
        .forEach((plugin, problem) -> warnings.add(declaredWrongly(plugin, problem)));
    Watchdog.Seen seen = running.parts().watchdog().seen();
    seen.calls().forEach(call -> warnings.add(hangs(call)));
    seen.loops().forEach(loop -> warnings.add(hangs(loop)));
    plugins.rivals().forEach(rivals -> warnings.add(rivals(rivals)));
    return warnings;
  }

  private String missing(PluginPlaces.Place place, Running running) {
    String plugin = place.kind().title() + " \"" + place.use().type() + "\"";
    String why =
        switch (running.parts().objects().absence(place.name())) {
          case SET_ASIDE -> setAside(plugin, lastFailure(place, running));
          case NOT_MADE ->
              "The "
                  + plugin
                  + " could not be made"
                  + lastFailure(place, running)
                  + ". It is tried again by itself.";
          case FACTORY_HANGS ->
              "The "
                  + plugin
                  + " could not be made: "
                  + factory(place)
                  + " did not come back within "
                  + FactoryCalls.PATIENCE.toSeconds()
                  + " s. It is tried again by itself.";
          case NOT_INSTALLED ->
              plugins
                  .failed(place.kind(), place.use().type())
                  .map(failed -> sentence(failed.toString()) + ".")
                  .orElse("No bundle offers the " + plugin + "; put its jar into deploy/.");
        };
    return why + " Meanwhile " + standIn(place, running) + ".";
  }

  private static String lastFailure(PluginPlaces.Place place, Running running) {
    String failure = running.parts().objects().lastFailure(place.name());
    return failure.isEmpty() ? "" : ": it threw " + failure;
  }

  private static String unusable(FailedPlugin failed) {
    return sentence(failed.toString())
        + ". "
        + (failed.kind().equals(PluginViews.STATE_STORE)
            ? "Another store, or ikelb's own files, keep what must survive a restart meanwhile."
            : "ikelb does without it meanwhile.");
  }

  private static Warning declaredWrongly(String plugin, String problem) {
    return new Warning(
        "plugin-declared-wrongly",
        plugin,
        "Its settings are declared wrongly: " + problem + ". Its author must mend that.");
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String factory(PluginPlaces.Place place) {
    return "its factory"
        + plugins
            .find(place.kind(), place.use().type())
            .map(factory -> " " + factory.getClass().getName())
            .orElse("");
  }

  /** Those that no place of the topology names. */
  private static void setAside(String label, List<String> names, List<Warning> warnings) {
    names.forEach(
        name ->
            warnings.add(
                new Warning(
                    "plugin-missing",
                    label + " " + name,
                    setAside(label + " \"" + name + "\"", ""))));
  }

  private static String setAside(String plugin, String lastFailure) {
    return "The "
        + plugin
        + " failed 10 times within 60 s and was set aside"
        + lastFailure
        + ". It is tried again by itself, or at once"
        + " with: ikelb config apply";
  }

  private static String standIn(PluginPlaces.Place place, Running running) {
    return switch (place.kind()) {
      case PERSISTENCY_STRATEGY -> "every new session is by itself";
      case BALANCING_METHOD -> PoolPlan.STAND_IN + " stands in";
      case GUARD ->
          drops(place, running)
              ? "requests are dropped (guardFailure)"
              : "requests pass without it (guardFailure)";
      case MONITOR -> "what it found last stands";
      case EXPORTER -> "nothing is exported";
    };
  }

  private static boolean drops(PluginPlaces.Place place, Running running) {
    return running.topology().pools().values().stream()
        .filter(pool -> PluginPlaces.in(pool).contains(place))
        .map(Pool::guardFailure)
        .anyMatch(GuardFailure.DROP::equals);
  }

  private static Warning hangs(CallsUnderWay.Overdue call) {
    return new Warning(
        "plugin-hangs",
        call.plugin().place(),
        "The plugin \""
            + call.plugin().plugin()
            + "\" has not come back to "
            + call.on()
            + " for "
            + call.took().toSeconds()
            + " s"
            + (call.loop().isPresent() ? ", and what comes to that loop waits" : "")
            + ". It cannot be stopped: name another plugin"
            + (call.loop().isPresent() ? ", apply, and restart ikelb." : ", and apply."));
  }

  private static Warning hangs(Watchdog.SilentLoop loop) {
    return new Warning(
        "loop-hangs",
        "loop " + loop.index(),
        "The event loop has not turned for "
            + loop.since().toSeconds()
            + " s, and what comes to it waits.");
  }

  private static String slow(PluginPlaces.Place place) {
    return "The "
        + place.kind().title()
        + " \""
        + place.use().type()
        + "\" uses more than 1 ms of processor time a call, again and again: its event loop does"
        + " nothing else meanwhile.";
  }

  private static Warning rivals(InstalledPlugins.Rivals rivals) {
    InstalledPlugins.Offer used = rivals.used();
    InstalledPlugins.Offer other = rivals.passedOver();
    return new Warning(
        "plugin-twice",
        used.name(),
        "Two bundles offer the %s \"%s\": that of %s is used (service ranking %d), that of %s is not (%d)."
            .formatted(
                used.point().title(),
                used.name(),
                PluginViews.bundleOf(used),
                used.ranking().ranking(),
                PluginViews.bundleOf(other),
                other.ranking().ranking()));
  }
}
