package org.ikelb.api.topology;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Virtual servers that share persistency, normally those on 500 and 4500 of one service.
 *
 * @param name unique among the groups
 * @param virtualServers names; all of one pool; each virtual server is in exactly one group
 * @param strategy which new sessions belong together
 * @param timeout how long a binding is remembered after its last session ended
 */
@ProviderType
public record PersistencyGroup(
    String name, List<String> virtualServers, PluginUse strategy, Duration timeout) {

  public PersistencyGroup {
    virtualServers = List.copyOf(virtualServers);
  }
}
