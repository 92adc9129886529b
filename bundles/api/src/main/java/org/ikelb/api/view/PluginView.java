package org.ikelb.api.view;

/**
 * A plugin.
 *
 * @param name its {@code ikelb.name}
 * @param extensionPoint {@code persistency strategy}, {@code balancing method}, {@code health
 *     monitor}, {@code guard}
 * @param bundle the bundle that offers it; empty: nobody does
 * @param version the bundle's version; empty: nobody does
 * @param uses where the topology names it, separated by commas
 * @param failures calls that threw or returned nonsense since start
 */
public record PluginView(
    String name,
    String extensionPoint,
    String bundle,
    String version,
    String uses,
    long failures) {}
