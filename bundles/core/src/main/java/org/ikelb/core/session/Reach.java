package org.ikelb.core.session;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session's client gets what is sent to it. An address can be forged, and what a gateway
 * answers is longer than what it was asked; so an address is shown to be right when something has
 * come from it that stands in nothing but the answer: the responder SPI, or a guard's cookie.
 *
 * <p>Thread-safe: the session's upstreams may lie on different loops.
 */
public final class Reach {
  /** For a login that goes on at another address than it began at: certificates are long. */
  private static final int SPARE_BYTES = 16 * 1024;

  private int spare = SPARE_BYTES;
  private volatile @Nullable InetAddress shown;

  /** What is sent to this address arrives at the client, on any port. */
  public void shows(InetAddress address) {
    shown = address;
  }

  /** Whether it does. */
  public boolean isShown(InetAddress address) {
    return address.equals(shown);
  }

  /** Takes from what may be sent once to a client that goes on elsewhere. */
  synchronized boolean takeSpare(int bytes) {
    boolean isEnough = spare >= bytes;
    spare -= isEnough ? bytes : 0;
    return isEnough;
  }
}
