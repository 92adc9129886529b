package org.ikelb.config.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.config.binding.RecordBinder;
import org.ikelb.config.binding.SettingShape;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;
import org.ikelb.spi.PluginFactory;

/**
 * Every plugin named is installed, and its settings are as it declares them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param plugins what is installed
 * @param use at START a plugin may still be on its way
 */
record PluginChecks(InstalledPlugins plugins, Use use) {
  private static final Set<String> TIMING =
      SettingShape.of(MonitorSection.class).stream()
          .map(SettingShape::key)
          .collect(Collectors.toUnmodifiableSet());

  void check(TopologySection topology, Place root) {
    topology
        .persistencyGroups()
        .forEach(
            (name, group) ->
                check(
                    ExtensionPoint.PERSISTENCY_STRATEGY,
                    group.strategy(),
                    root.at("persistencyGroups").at(name).at("strategy"),
                    Set.of()));
    topology.pools().forEach((name, pool) -> check(pool, root.at("pools").at(name)));
  }

  private void check(PoolSection pool, Place place) {
    check(ExtensionPoint.BALANCING_METHOD, pool.method(), place.at("method"), Set.of());
    for (int i = 0; i < pool.guards().size(); i++) {
      check(ExtensionPoint.GUARD, pool.guards().get(i), place.at("guards").at(i), Set.of());
    }
  }

  /** Parts what core times from what the plugin reads, and checks both. */
  Map<String, Monitor> monitors(Map<String, PluginUse> written, Place place) {
    Map<String, Monitor> monitors = new LinkedHashMap<>();
    written.forEach(
        (name, use) -> {
          Map<String, Object> timing = new LinkedHashMap<>(use.settings());
          Map<String, Object> settings = new LinkedHashMap<>(use.settings());
          timing.keySet().retainAll(TIMING);
          settings.keySet().removeAll(TIMING);
          PluginUse plugin = new PluginUse(use.type(), settings);
          check(ExtensionPoint.MONITOR, plugin, place.at(name), TIMING);
          RecordBinder.bind(MonitorSection.class, timing, place.at(name))
              .ifPresent(
                  section -> {
                    checkTiming(section, use.type(), place.at(name).at("timeout"));
                    monitors.put(name, section.toMonitor(name, plugin));
                  });
        });
    return monitors;
  }

  private static void checkTiming(MonitorSection section, String type, Place timeout) {
    if (section.overlaps(type)) {
      timeout.wrong("must not be longer than \"interval\"");
    }
  }

  private void check(ExtensionPoint point, PluginUse use, Place place, Set<String> neighbours) {
    Map<String, PluginFactory<?>> installed = plugins.byName(point);
    PluginFactory<?> factory = installed.get(use.type());
    if (factory == null) {
      if (this.use != Use.START) {
        place
            .at("type")
            .wrong(
                plugins
                    .failed(point, use.type())
                    .map(failed -> failed + "; mend it, or name another one")
                    .orElseGet(() -> nobodyOffers(use.type(), point, installed.keySet())));
      }
      return;
    }
    try {
      SettingShape.check(factory.settingsType(), point.reservedSettings());
      RecordBinder.bind(factory.settingsType(), use.settings(), place, neighbours);
    } catch (Throwable broken) { // written by others: it can be anything
      FatalErrors.passOn(broken);
      place.wrong("the plugin " + Quoted.name(use.type()) + " is broken: " + broken);
    }
  }

  private static String nobodyOffers(String type, ExtensionPoint point, Set<String> installed) {
    String names =
        installed.isEmpty()
            ? "no " + point.title() + " is installed"
            : "installed: " + String.join(", ", new TreeSet<>(installed));
    return "no plugin offers the "
        + point.title()
        + " "
        + Quoted.name(type)
        + "; "
        + names
        + OtherWords.of(type)
            .filter(installed::contains)
            .map(name -> "; did you mean " + Quoted.name(name) + "?")
            .orElseGet(() -> Quoted.nearest(type, installed));
  }
}
