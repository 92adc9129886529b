package org.ikelb.exporter.kit;

import org.ikelb.api.topology.Protocol;
import org.ikelb.api.topology.Timeouts;

/**
 * After how many seconds a silent flow ends on a product that has one idle time for each port: that
 * of logins where IKE is spoken, that of tunnels where NAT-T is.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param longest what the product allows, seconds
 */
public record IdleTimes(Timeouts timeouts, Seconds seconds, int longest) {

  /** For ports on which this is spoken; a longer one is capped, with a finding. */
  public int of(Protocol protocol) {
    return seconds.capped(
        path(protocol),
        protocol == Protocol.IKE ? timeouts.ike() : timeouts.established(),
        longest);
  }

  /** Where it is set in {@code ikelb.json}. */
  public static String path(Protocol protocol) {
    return protocol == Protocol.IKE ? "timeouts.ike" : "timeouts.established";
  }
}
