package org.ikelb.core.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.ike.IkeHeader;
import org.ikelb.spi.Opening;

/**
 * An IKE_SA_INIT request, as plugins see it.
 *
 * <p>Used on one loop, during one call.
 */
public final class OpeningRequest implements Opening {
  private final InetSocketAddress client;
  private final String virtualServer;
  private final ByteBuffer message;
  private final long nowNanos;

  public OpeningRequest(
      InetSocketAddress client, String virtualServer, ByteBuffer message, long nowNanos) {
    this.client = client;
    this.virtualServer = virtualServer;
    this.message = message;
    this.nowNanos = nowNanos;
  }

  @Override
  public InetAddress clientAddress() {
    return client.getAddress();
  }

  @Override
  public int clientPort() {
    return client.getPort();
  }

  @Override
  public String virtualServer() {
    return virtualServer;
  }

  @Override
  public long initiatorSpi() {
    return IkeHeader.initiatorSpi(message, 0);
  }

  @Override
  public ByteBuffer message() {
    return message.duplicate();
  }

  /** When it came. */
  public long nowNanos() {
    return nowNanos;
  }
}
