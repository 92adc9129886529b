package org.ikelb.api.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A plugin named in the topology, with the settings written beside the name.
 *
 * @param type the plugin's {@code ikelb.name}
 * @param settings as they stand in the file: String, Long, Double, Boolean, List and Map values
 */
@ProviderType
public record PluginUse(String type, Map<String, Object> settings) {

  public PluginUse {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A plugin with its default settings. */
  public static PluginUse of(String type) {
    return new PluginUse(type, Map.of());
  }
}
