package org.ikelb.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.SettingView;
import org.ikelb.core.plugin.ObserverQueue;
import org.ikelb.core.plugin.Observers;
import org.ikelb.spi.IkeObserver;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Shows plugins. */
final class PluginViews {
  private PluginViews() {}

  /** Those that are installed, then those that are named but absent. */
  static List<PluginView> of(Plugins plugins, PluginObjects objects, Observers observers) {
    List<PluginView> views = new ArrayList<>();
    for (Plugins.Offer offer : plugins.offers()) {
      views.add(of(offer, objects));
    }
    for (PluginPlaces.Place place : objects.missing()) {
      if (plugins.find(place.kind(), place.use().type()).isEmpty()) {
        views.add(missing(place));
      }
    }
    plugins
        .observers()
        .forEach((observer, name) -> views.add(of(observer, name, observers.queue(observer))));
    return views;
  }

  private static PluginView of(Plugins.Offer offer, PluginObjects objects) {
    Optional<Bundle> bundle = bundle(offer.factory());
    List<SettingView> settings = List.of();
    String problem = "";
    try {
      settings = objects.settings(offer.factory());
    } catch (RuntimeException | LinkageError e) { // thrown by what others wrote
      problem = e.toString();
    }
    return new PluginView(
        offer.name(),
        offer.kind().label,
        bundle.map(Bundle::getSymbolicName).orElse(""),
        bundle.map(b -> b.getVersion().toString()).orElse(""),
        String.join(", ", objects.uses(offer.kind(), offer.name())),
        objects.failures(offer.kind(), offer.name()),
        settings,
        problem);
  }

  private static PluginView missing(PluginPlaces.Place place) {
    String kind = place.kind().label;
    return new PluginView(
        place.use().type(), kind, "", "", place.name(), 0, List.of(), "no bundle offers it");
  }

  private static PluginView of(IkeObserver observer, String name, Optional<ObserverQueue> queue) {
    Optional<Bundle> bundle = bundle(observer);
    return new PluginView(
        name,
        "ike observer",
        bundle.map(Bundle::getSymbolicName).orElse(""),
        bundle.map(b -> b.getVersion().toString()).orElse(""),
        "all IKE messages, " + queue.map(ObserverQueue::leftOut).orElse(0L) + " left out",
        queue.map(ObserverQueue::failures).orElse(0L),
        List.of(),
        "");
  }

  private static Optional<Bundle> bundle(Object plugin) {
    return Optional.ofNullable(FrameworkUtil.getBundle(plugin.getClass()));
  }

  /** For people: the bundle's name and version. */
  static String bundleOf(Plugins.Offer offer) {
    return bundle(offer.factory()).map(b -> b.getSymbolicName() + " " + b.getVersion()).orElse("?");
  }
}
