package org.ikelb.core.plugin;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.topology.Topology;
import org.ikelb.spi.PluginFactory;

/**
 * Checks the settings of plugins before they are put to work.
 *
 * <p>Thread-safe.
 */
public final class SettingsCheck {
  private final InstalledPlugins plugins;
  private final SettingsBinder binder;

  public SettingsCheck(InstalledPlugins plugins, SettingsBinder binder) {
    this.plugins = plugins;
    this.binder = binder;
  }

  /** What is wrong with the settings of the plugins that this topology names; absent ones pass. */
  public List<String> of(Topology topology) {
    List<String> problems = new ArrayList<>();
    for (PluginPlaces.Place place : PluginPlaces.in(topology)) {
      plugins
          .find(place.kind(), place.use().type())
          .ifPresent(factory -> problems.addAll(of(place, factory)));
    }
    return problems;
  }

  private List<String> of(PluginPlaces.Place place, PluginFactory<?> factory) {
    try {
      binder.bind(factory.settingsType(), place.use().settings());
      return List.of();
    } catch (SettingsBinder.InvalidSettings e) {
      return e.violations().stream()
          .map(v -> place.name() + ": " + String.join(".", v.path()) + ": " + v.rule())
          .toList();
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      return List.of(place.name() + ": the plugin \"" + place.use().type() + "\" threw " + e);
    }
  }
}
