package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Orders the gateways of one pool for a new session. Built from the configured gateways; which of
 * them are usable is not its business: core takes the first usable one in the order given.
 *
 * <p>Asked on any event loop: thread-safe, no I/O, no locks, and done within microseconds. An
 * exception or an index out of range is a failure: see {@link PluginFactory}. For a session whose
 * selector failed {@code weighted-round-robin} stands in.
 */
@ConsumerType
public interface Selector {
  /**
   * Writes all indexes of the candidates, each once, most wanted first.
   *
   * @param session the session to place
   * @param load how busy the gateways are now, by the same indexes
   * @param order to fill; as long as there are candidates
   */
  void order(NewSession session, Load load, int[] order);
}
