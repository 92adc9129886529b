package org.ikelb.core.dataplane;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A socket towards one gateway, made by {@link Transport#connect}.
 *
 * <p>Used on its loop only, but for the address.
 */
@ConsumerType
public interface UpstreamSocket {
  /** The address and port that the gateway sees, also where the kernel chose the address. */
  InetSocketAddress localAddress();

  /** Closes it; what was handed over for sending before is still sent. */
  void close();
}
