package org.ikelb.api.view;

import java.util.List;

/**
 * A plugin.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its {@code ikelb.name}
 * @param extensionPoint {@code persistency strategy}, {@code balancing method}, {@code health
 *     monitor}, {@code guard}, {@code exporter}, {@code ike observer}, {@code state store}
 * @param bundle the bundle that offers it; empty: nobody does
 * @param version the bundle's version; empty: nobody does
 * @param uses where the topology names it, separated by commas; of what no topology names: for what
 *     it is used
 * @param failures calls that threw or returned nonsense since start
 * @param settings what may stand beside its name in the topology; those that every monitor has are
 *     not among them; of what no topology names: what Config Admin can set
 * @param problem why it cannot be used, or its settings cannot be read; empty: it can, and they can
 */
public record PluginView(
    String name,
    String extensionPoint,
    String bundle,
    String version,
    String uses,
    long failures,
    List<SettingView> settings,
    String problem) {

  public PluginView {
    settings = List.copyOf(settings);
  }
}
