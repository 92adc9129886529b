package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/** What a guard may want to know beside the request. Used on one event loop. */
@ProviderType
public interface Admission {
  /** The time, in nanoseconds from an arbitrary origin; only differences mean something. */
  long nowNanos();

  /** Half-open sessions now. */
  int halfOpenSessions();
}
