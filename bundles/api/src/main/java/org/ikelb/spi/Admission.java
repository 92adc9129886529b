package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/** What a guard may want to know beside the request. Used on one event loop. */
@ProviderType
public interface Admission {
  /** The time, in nanoseconds from an arbitrary origin; only differences mean something. */
  long nowNanos();

  /** Half-open sessions now, of all pools. */
  int halfOpenSessions();

  /** How many of these there can be, at least 1: beyond that the oldest gives way to a new one. */
  int halfOpenLimit();

  /**
   * Whether the client has a session of this very request: opened from the same endpoint, with the
   * same initiator SPI. So it is a retransmission, or the request changed as its gateway asked
   * (INVALID_KE_PAYLOAD, a cookie of the gateway's own), and opens no further session. Anybody who
   * knows endpoint and SPI can send it.
   */
  boolean hasSession();

  /**
   * How many sessions' requests the gateways of the pool have answered with an SPI of their own, so
   * with more than a refusal or a cookie. Only a difference between two calls means something, and
   * it may be negative after a change of the topology.
   */
  long answeredOpenings();
}
