package org.ikelb.core.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.ikelb.ike.IkeHeader;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Opening;

/**
 * An IKE_SA_INIT request, as plugins see it.
 *
 * <p>Used on one loop, during one call.
 */
public final class OpeningRequest implements Opening, Admission {
  private final InetSocketAddress client;
  private final String virtualServer;
  private final ByteBuffer message;
  private final long nowNanos;
  private final int halfOpenSessions;

  public OpeningRequest(
      InetSocketAddress client,
      String virtualServer,
      ByteBuffer message,
      long nowNanos,
      int halfOpenSessions) {
    this.client = client;
    this.virtualServer = virtualServer;
    this.message = message;
    this.nowNanos = nowNanos;
    this.halfOpenSessions = halfOpenSessions;
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

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public int halfOpenSessions() {
    return halfOpenSessions;
  }
}
