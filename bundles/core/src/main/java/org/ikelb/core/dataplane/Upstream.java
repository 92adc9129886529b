package org.ikelb.core.dataplane;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An address and port towards one gateway: ikelb's own, owned by one session and virtual server for
 * as long as the session lives, or the client's.
 *
 * <p>The addresses are immutable; all else belongs to the loop that opened it.
 */
@ProviderType
public interface Upstream {
  /** Where to bind; the address may be the wildcard (the kernel chooses), the port is never 0. */
  InetSocketAddress local();

  /**
   * Whether that is a client's own endpoint, which this machine does not have: the gateway sees the
   * client, and its answers come back only if they are routed to this machine.
   */
  boolean isTransparent();

  /** The gateway's address and port. */
  InetSocketAddress remote();
}
