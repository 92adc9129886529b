package org.ikelb.api.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The validated, immutable whole of what {@code ikelb.json} describes. Maps keep the order of the
 * file; every name that one part uses of another exists.
 *
 * <p>Built by ikelb only: a minor version may add components, so plugins read, but do not construct
 * it.
 *
 * <p>Immutable and thread-safe.
 */
@ProviderType
public record Topology(
    Map<String, VirtualServer> virtualServers,
    Map<String, PersistencyGroup> persistencyGroups,
    Map<String, Pool> pools,
    Map<String, Monitor> monitors,
    Limits limits,
    Timeouts timeouts) {

  public Topology {
    virtualServers = ordered(virtualServers);
    persistencyGroups = ordered(persistencyGroups);
    pools = ordered(pools);
    monitors = ordered(monitors);
  }

  /** A topology without virtual servers: what runs before the first one is applied. */
  public static Topology empty() {
    return new Topology(Map.of(), Map.of(), Map.of(), Map.of(), Limits.DEFAULT, Timeouts.DEFAULT);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
