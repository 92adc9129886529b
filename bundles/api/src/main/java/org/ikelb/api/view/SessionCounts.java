package org.ikelb.api.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ikelb.api.topology.GatewayId;

/**
 * What became of the sessions of a gateway, counted since ikelb started. Those that were restored
 * then are counted when they end, but not as opened.
 *
 * @param gateway whose
 * @param opened by an IKE_SA_INIT, or found to be the gateway's
 * @param established known to have logged in
 * @param moved times that a client was proven to be at another endpoint
 * @param ended by reason, every reason there is
 * @param logins from IKE_SA_INIT to being established
 * @param lives of those that were established, from IKE_SA_INIT to the end
 */
public record SessionCounts(
    GatewayId gateway,
    long opened,
    long established,
    long moved,
    Map<String, Long> ended,
    DurationCounts logins,
    DurationCounts lives) {

  public SessionCounts {
    ended = Collections.unmodifiableMap(new LinkedHashMap<>(ended));
  }
}
