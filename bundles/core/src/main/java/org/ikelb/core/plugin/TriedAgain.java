package org.ikelb.core.plugin;

import org.ikelb.api.view.Change;

/**
 * What an apply says of plugins that it has tried again. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class TriedAgain {
  private TriedAgain() {}

  /** One that no place of the topology names. */
  public static Change change(String place, String plugin) {
    return change(place, plugin, "");
  }

  /**
   * One at its place.
   *
   * @param outcome the end of the sentence; empty: it worked
   */
  static Change change(String place, String plugin, String outcome) {
    String again = "the plugin \"" + plugin + "\" is tried again" + outcome;
    return new Change(Change.Kind.CHANGED, place, again, "none");
  }
}
