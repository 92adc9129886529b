package org.ikelb.api.topology;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A monitor as configured: the plugin that probes, and when its results count.
 *
 * @param name unique among the monitors
 * @param plugin the health monitor with its own settings
 * @param interval from the start of one probe to the start of the next
 * @param timeout how long a probe waits for its answer; not longer than the interval
 * @param fall how many failures in a row make a gateway down, at least 1
 * @param rise how many successes in a row make it up again, at least 1
 */
@ProviderType
public record Monitor(
    String name, PluginUse plugin, Duration interval, Duration timeout, int fall, int rise) {}
