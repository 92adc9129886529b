package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What all plugin factories have in common: they are OSGi services with the service property {@link
 * #NAME}, and they say what their settings look like.
 *
 * <p>Called on control threads.
 *
 * @param <S> the settings record; its components carry {@link Setting}
 */
@ConsumerType
public interface PluginFactory<S extends Record> {
  /** The service property that holds the name used in {@code ikelb.json}; a String. */
  String NAME = "ikelb.name";

  /** The settings record's class; {@link NoSettings} if there is nothing to set. */
  Class<S> settingsType();
}
