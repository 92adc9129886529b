package org.ikelb.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How busy the gateways of a pool are. Numbers may be a moment old.
 *
 * <p>Used on one event loop.
 */
@ProviderType
public interface Load {
  /** Sessions on the candidate with this index, half-open ones included. */
  int sessions(int candidate);
}
