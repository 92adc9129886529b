package org.ikelb.core.view;

import org.ikelb.core.attempt.Attempts;
import org.ikelb.core.gateway.Gateways;
import org.ikelb.core.persist.Survival;
import org.ikelb.core.plugin.Observers;
import org.ikelb.core.plugin.PluginDeclarations;
import org.ikelb.core.plugin.PluginObjects;
import org.ikelb.core.relay.Loops;
import org.ikelb.core.relay.Watchdog;
import org.ikelb.core.session.SessionTable;

/**
 * What is there as long as core is, whatever topology runs.
 *
 * <p>Immutable; each of them is thread-safe.
 */
public record CoreParts(
    SessionTable sessions,
    Gateways gateways,
    Attempts attempts,
    Loops loops,
    Watchdog watchdog,
    PluginObjects objects,
    PluginDeclarations declarations,
    Observers observers,
    Survival survival) {}
