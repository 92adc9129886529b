package org.ikelb.core.state;

import java.time.Duration;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.spi.Key;

/**
 * A binding that no session holds any more, but that is remembered.
 *
 * @param group the persistency group's name
 * @param key what is bound
 * @param gateway where it leads
 * @param released how long before the state was taken its last session ended
 */
public record SavedBinding(String group, Key key, GatewayId gateway, Duration released) {}
