package org.ikelb.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.FailedPlugin;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.SettingView;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.persist.Survival;
import org.ikelb.core.plugin.FailingExporters;
import org.ikelb.core.plugin.ObserverQueue;
import org.ikelb.core.plugin.PluginObjects;
import org.ikelb.core.plugin.PluginPlaces;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.StateStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The plugins, as they are shown: those that are installed, and those that are missing.
 *
 * <p>Thread-safe.
 */
final class PluginViews {
  static final String OBSERVER = "ike observer";
  static final String STATE_STORE = "state store";

  private final InstalledPlugins plugins;
  private final FailingExporters exporters;

  PluginViews(InstalledPlugins plugins, FailingExporters exporters) {
    this.plugins = plugins;
    this.exporters = exporters;
  }

  /** Those that are installed, then those that are named but absent. */
  List<PluginView> of(Running running) {
    CoreParts parts = running.parts();
    List<PluginView> views = new ArrayList<>();
    for (InstalledPlugins.Offer offer : plugins.offers()) {
      views.add(of(offer, parts.objects()));
    }
    List<FailedPlugin> failed = plugins.failed();
    for (PluginPlaces.Place place : running.missing()) {
      if (plugins.find(place.kind(), place.use().type()).isEmpty()
          && failed.stream().noneMatch(one -> isAt(one, place))) {
        views.add(missing(place));
      }
    }
    failed.forEach(one -> views.add(of(one, running)));
    plugins
        .observers()
        .forEach(
            (observer, name) -> views.add(of(observer, name, parts.observers().queue(observer))));
    parts.survival().offers().forEach(offer -> views.add(of(offer, parts.survival())));
    return views;
  }

  private PluginView of(InstalledPlugins.Offer offer, PluginObjects objects) {
    Optional<Bundle> bundle = bundle(offer.factory());
    List<SettingView> settings = List.of();
    String problem = "";
    try {
      settings = objects.settings(offer.factory());
    } catch (Throwable e) { // written by others: it can be anything
      FatalErrors.passOn(e);
      problem = e.toString();
    }
    return new PluginView(
        offer.name(),
        offer.point().title(),
        bundle.map(Bundle::getSymbolicName).orElse(""),
        bundle.map(b -> b.getVersion().toString()).orElse(""),
        String.join(", ", objects.uses(offer.point(), offer.name())),
        offer.point() == ExtensionPoint.EXPORTER
            ? exporters.count(offer.factory())
            : objects.failures(offer.point(), offer.name()),
        settings,
        problem);
  }

  private static boolean isAt(FailedPlugin failed, PluginPlaces.Place place) {
    return failed.kind().equals(place.kind().title()) && failed.name().equals(place.use().type());
  }

  private static PluginView of(FailedPlugin failed, Running running) {
    String uses =
        running.missing().stream()
            .filter(place -> isAt(failed, place))
            .map(PluginPlaces.Place::name)
            .collect(Collectors.joining(", "));
    return new PluginView(
        failed.name(),
        failed.kind(),
        failed.bundle(),
        failed.version(),
        uses,
        1,
        List.of(),
        failed.reason());
  }

  private static PluginView missing(PluginPlaces.Place place) {
    String kind = place.kind().title();
    return new PluginView(
        place.use().type(), kind, "", "", place.name(), 0, List.of(), "no bundle offers it");
  }

  private PluginView of(IkeObserver observer, String name, Optional<ObserverQueue> queue) {
    Optional<Bundle> bundle = bundle(observer);
    return new PluginView(
        name,
        OBSERVER,
        bundle.map(Bundle::getSymbolicName).orElse(""),
        bundle.map(b -> b.getVersion().toString()).orElse(""),
        "all IKE messages, " + queue.map(ObserverQueue::leftOut).orElse(0L) + " left out",
        queue.map(ObserverQueue::failures).orElse(0L),
        plugins.settings(IkeObserver.class, name),
        "");
  }

  private PluginView of(StateStores.Offer offer, Survival survival) {
    Optional<Bundle> bundle = bundle(offer.store());
    boolean used = survival.uses(offer);
    return new PluginView(
        offer.name(),
        STATE_STORE,
        bundle.map(Bundle::getSymbolicName).orElse(""),
        bundle.map(b -> b.getVersion().toString()).orElse(""),
        used ? "the state of ikelb" : "",
        used ? survival.failures() : 0,
        plugins.settings(StateStore.class, offer.name()),
        "");
  }

  private static Optional<Bundle> bundle(Object plugin) {
    return Optional.ofNullable(FrameworkUtil.getBundle(plugin.getClass()));
  }

  /** For people: the bundle's name and version. */
  static String bundleOf(InstalledPlugins.Offer offer) {
    return bundle(offer.factory()).map(b -> b.getSymbolicName() + " " + b.getVersion()).orElse("?");
  }
}
