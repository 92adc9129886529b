package org.ikelb.core.plugin;

import java.util.Optional;

/**
 * A place in the topology that names a plugin, and the plugin's object if the plugin is there.
 *
 * @param type the plugin's name
 * @param instance empty: nobody offers it
 * @param failures counts calls that went wrong
 */
public record PluginSlot<T>(String type, Optional<T> instance, PluginFailures failures) {}
