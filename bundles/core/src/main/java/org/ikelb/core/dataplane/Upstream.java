package org.ikelb.core.dataplane;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * ikelb's own address and port towards one gateway, owned by one session and virtual server, for as
 * long as the session lives.
 *
 * <p>The addresses are immutable; all else belongs to the loop that opened it.
 */
@ProviderType
public interface Upstream {
  /** Where to bind; the address may be the wildcard (the kernel chooses), the port is never 0. */
  InetSocketAddress local();

  /** The gateway's address and port. */
  InetSocketAddress remote();
}
