package org.ikelb.core.dataplane;

import org.osgi.annotation.versioning.ConsumerType;

/** A socket towards one gateway, made by {@link Transport#connect}. Used on its loop only. */
@ConsumerType
public interface UpstreamSocket {
  /** Closes it; what was handed over for sending before is still sent. */
  void close();
}
