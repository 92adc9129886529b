package org.ikelb.api.topology;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The gateways that can serve the same clients, and how one of them is chosen and watched.
 *
 * @param name unique among the pools
 * @param method the balancing method
 * @param slowStart how long a gateway that came up gets less than its share; empty: not at all
 * @param clientAddress whose address the gateways see
 * @param sourceAddresses ikelb's own addresses towards the gateways; empty: the kernel chooses
 * @param upstreamPorts ikelb's own ports towards the gateways
 * @param gateways by name, in the order of the file; at least one
 * @param monitors names of monitors, possibly none
 * @param upWhen how several monitors make one state
 * @param holdDown how long after a gateway went down its established sessions are released; empty:
 *     never
 * @param guards in the order in which they are asked
 * @param guardFailure what becomes of a request that a guard says nothing of
 * @param outliers what becomes of a gateway that turns clients away which others take
 */
@ProviderType
public record Pool(
    String name,
    PluginUse method,
    Optional<Duration> slowStart,
    ClientAddress clientAddress,
    List<InetAddress> sourceAddresses,
    PortRange upstreamPorts,
    Map<String, Gateway> gateways,
    List<String> monitors,
    UpWhen upWhen,
    Optional<Duration> holdDown,
    List<PluginUse> guards,
    GuardFailure guardFailure,
    Outliers outliers) {

  public Pool {
    sourceAddresses = List.copyOf(sourceAddresses);
    gateways = Collections.unmodifiableMap(new LinkedHashMap<>(gateways));
    monitors = List.copyOf(monitors);
    guards = List.copyOf(guards);
  }
}
