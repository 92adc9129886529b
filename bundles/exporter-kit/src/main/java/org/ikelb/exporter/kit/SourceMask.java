package org.ikelb.exporter.kit;

import org.ikelb.api.topology.PluginUse;

/**
 * How much of a client's address counts for a strategy: what source-ip's settings say, the whole
 * address for all others.
 *
 * <p>Stateless and thread-safe.
 */
public final class SourceMask {
  private static final int DEFAULT_IPV6 = 56;

  private SourceMask() {}

  /** The number of leading bits. */
  public static int prefix(PluginUse strategy, Family family) {
    if (!strategy.type().equals("source-ip")) {
      return family.bits();
    }
    boolean v6 = family == Family.IPV6;
    Object written = strategy.settings().get(v6 ? "prefix6" : "prefix4");
    return written instanceof Number number ? number.intValue() : v6 ? DEFAULT_IPV6 : family.bits();
  }
}
