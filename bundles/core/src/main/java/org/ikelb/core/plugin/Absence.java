package org.ikelb.core.plugin;

/**
 * Why there is no object of a plugin at its place.
 *
 * <p>Immutable.
 */
public enum Absence {
  NOT_INSTALLED("is not installed"),
  NOT_MADE("could not be made"),
  FACTORY_HANGS("could not be made in time"),
  SET_ASIDE("was set aside");

  private final String inWords;

  Absence(String inWords) {
    this.inWords = inWords;
  }

  /** Goes on after the plugin's name. */
  String inWords() {
    return inWords;
  }
}
