package org.ikelb.core.session;

import org.ikelb.core.traffic.Counter;

/**
 * What has gone through an upstream; up is to the gateway.
 *
 * <p>Counted on the upstream's loop, read from any thread.
 */
public final class UpstreamTraffic {
  private final Counter datagramsUp = new Counter();
  private final Counter bytesUp = new Counter();
  private final Counter datagramsDown = new Counter();
  private final Counter bytesDown = new Counter();

  /** A datagram of so many bytes went to the gateway. */
  public void up(int bytes) {
    datagramsUp.increment();
    bytesUp.add(bytes);
  }

  /** A datagram of so many bytes came from the gateway. */
  public void down(int bytes) {
    datagramsDown.increment();
    bytesDown.add(bytes);
  }

  public long datagramsUp() {
    return datagramsUp.get();
  }

  public long bytesUp() {
    return bytesUp.get();
  }

  public long datagramsDown() {
    return datagramsDown.get();
  }

  public long bytesDown() {
    return bytesDown.get();
  }
}
