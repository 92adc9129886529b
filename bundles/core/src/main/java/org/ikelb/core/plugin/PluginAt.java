package org.ikelb.core.plugin;

/**
 * A plugin at its place.
 *
 * <p>Immutable and thread-safe.
 *
 * @param plugin its name
 * @param place where it is used: {@code pool vpn method}
 */
public record PluginAt(String plugin, String place) {}
