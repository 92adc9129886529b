package org.ikelb.core.plugin;

import org.ikelb.spi.PluginFactory;

/**
 * What a place of the topology wants: a plugin's object, and what it is made of.
 *
 * <p>Immutable and thread-safe.
 *
 * @param place where, which plugin, and its settings
 * @param from what else the object is built from; a change makes a new object
 * @param maker how
 */
public record WantedPlugin<T>(PluginPlaces.Place place, Object from, Maker<T> maker) {

  /** Makes the object from the factory and the bound settings. */
  @FunctionalInterface
  public interface Maker<T> {
    T make(PluginFactory<?> factory, Record settings);
  }

  /** Whether the other's object is just as good, if one factory makes both. */
  boolean isLike(WantedPlugin<?> other) {
    return place.equals(other.place) && from.equals(other.from);
  }

  /** The plugin, and where it is to be used. */
  public PluginAt at() {
    return new PluginAt(place.use().type(), place.name());
  }
}
