package org.ikelb.spi;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An IKE_SA_INIT request that opens a session: all that can be known of the client at that moment.
 * Identities are not: they travel encrypted, later.
 *
 * <p>Valid only during the call it is passed to. Used on one event loop.
 */
@ProviderType
public interface Opening {
  /** The client's address as seen by ikelb: behind a NAT, that of the NAT. */
  InetAddress clientAddress();

  /** The client's UDP port, 1 to 65535. */
  int clientPort();

  /** The name of the virtual server it came to. */
  String virtualServer();

  /** The initiator SPI: 8 bytes chosen by the client, never 0. */
  long initiatorSpi();

  /**
   * The IKE message from its header on, without a non-ESP marker (RFC 7296, section 3.1).
   * Read-only; at least 28 bytes; position 0. The header was validated, the payloads were not.
   */
  ByteBuffer message();
}
