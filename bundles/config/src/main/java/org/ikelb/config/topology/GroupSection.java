package org.ikelb.config.topology;

import java.time.Duration;
import java.util.List;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.config.binding.AtLeastOne;
import org.ikelb.spi.Setting;

/**
 * A persistency group, as written.
 *
 * <p>Immutable and thread-safe.
 */
public record GroupSection(
    @AtLeastOne @Setting(help = "The names of its virtual servers, all of one pool.")
        List<String> virtualServers,
    @Setting(
            help =
                "The persistency strategy: which new sessions belong together on one gateway."
                    + " A plugin.")
        PluginUse strategy,
    @Setting(
            help = "How long a binding is remembered after its last session ended.",
            min = "1s",
            max = "365d",
            defaultValue = "8h")
        Duration timeout) {

  PersistencyGroup toGroup(String name) {
    return new PersistencyGroup(name, virtualServers, strategy, timeout);
  }
}
