package org.ikelb.core.state;

import java.time.Instant;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.spi.Key;

/**
 * A binding that no session holds any more, but that is remembered.
 *
 * @param group the persistency group's name
 * @param key what is bound
 * @param gateway where it leads
 * @param released when its last session ended, {@linkplain CoarseTime coarse}
 */
public record SavedBinding(String group, Key key, GatewayId gateway, Instant released) {}
