package org.ikelb.config.topology;

import java.util.Map;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.config.binding.AtLeastOne;
import org.ikelb.spi.Setting;

/**
 * The whole of {@code ikelb.json}, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record TopologySection(
    @Setting(help = "The version of this format.", min = "1", max = "1", defaultValue = "1")
        int version,
    @AtLeastOne @Setting(help = "What clients connect to, by name.")
        Map<String, VirtualServerSection> virtualServers,
    @AtLeastOne
        @Setting(
            help =
                "Virtual servers that share persistency, by name: normally those on 500 and 4500"
                    + " of one service. Each virtual server is in exactly one group.")
        Map<String, GroupSection> persistencyGroups,
    @AtLeastOne
        @Setting(help = "The gateways that can serve the same clients, by name of the pool.")
        Map<String, PoolSection> pools,
    @Setting(help = "What probes gateways, by name.", defaultValue = "{}")
        Map<String, PluginUse> monitors,
    @Setting(help = "How much ikelb takes on.", defaultValue = "{}") LimitsSection limits,
    @Setting(help = "When silence ends things.", defaultValue = "{}") TimeoutsSection timeouts,
    @Setting(
            help = "Whether saving the file applies it. Not supported by `run` yet.",
            defaultValue = "false")
        boolean watch) {}
