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
  private final FactoryCalls calls;

  /**
   * Makes one.
   *
   * @param calls asks those who say what can be set
   */
  public SettingsCheck(InstalledPlugins plugins, SettingsBinder binder, FactoryCalls calls) {
    this.plugins = plugins;
    this.binder = binder;
    this.calls = calls;
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
      Record unused =
          calls.ask(
              new PluginAt(place.use().type(), place.name()),
              factory,
              () -> binder.bind(factory.settingsType(), place.use().settings()),
              tooLate -> {});
      return List.of();
    } catch (NoAnswer e) {
      return List.of(); // as an absent one: whoever has the object made says it
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
