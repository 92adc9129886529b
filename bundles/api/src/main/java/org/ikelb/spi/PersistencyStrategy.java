package org.ikelb.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which sessions belong together on one gateway. Pure: the same opening gives the same key; no
 * I/O, no clock.
 *
 * <p>It sees what is in clear: address and port of the client, the virtual server, the IKE_SA_INIT
 * request. Who the client is comes later, and encrypted.
 *
 * <p>Asked once for each IKE_SA_INIT request that opens a session (not for retransmissions), on any
 * event loop: thread-safe, no I/O, no locks, and done within microseconds. An exception or a null
 * is a failure: see {@link PluginFactory}. A session whose strategy failed is by itself. The
 * payloads are what somebody on the network sent: check lengths before you read.
 */
@ConsumerType
public interface PersistencyStrategy {
  /**
   * The key of the session that this request opens; never null.
   *
   * @param opening the request; valid during the call only
   */
  Key keyOf(Opening opening);
}
