package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which sessions belong together on one gateway. Pure: the same opening gives the same key; no
 * I/O, no clock.
 *
 * <p>Asked once for each IKE_SA_INIT request that opens a session, on any event loop: thread-safe,
 * and done within microseconds. An exception drops the request, counted.
 */
@ConsumerType
public interface PersistencyStrategy {
  Key keyOf(Opening opening);
}
