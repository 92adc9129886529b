package org.ikelb.core.plan;

import org.ikelb.core.plugin.PluginSlot;
import org.ikelb.core.session.Bindings;
import org.ikelb.spi.PersistencyStrategy;

/**
 * A persistency group, ready to serve.
 *
 * @param name its name
 * @param strategy which new sessions belong together
 * @param bindings what is remembered; they outlive snapshots
 * @param timeoutNanos for how long
 */
public record GroupPlan(
    String name, PluginSlot<PersistencyStrategy> strategy, Bindings bindings, long timeoutNanos) {}
