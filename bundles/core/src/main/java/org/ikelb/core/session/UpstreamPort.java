package org.ikelb.core.session;

import java.net.InetSocketAddress;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.gateway.GatewayPath.SourcePort;
import org.jspecify.annotations.Nullable;

/**
 * ikelb's own address and port towards one gateway, and the socket there. Who uses it is another
 * matter: {@link #user}.
 *
 * <p>Belongs to the loop of its user; the addresses, and whether it is open, are for any thread.
 */
public final class UpstreamPort implements Upstream {
  private final SourcePort source;
  private final InetSocketAddress remote;
  private final SessionUpstream user;
  private volatile InetSocketAddress seenByGateway;
  private volatile @Nullable UpstreamSocket socket;

  UpstreamPort(SourcePort source, InetSocketAddress remote, SessionUpstream user) {
    this.source = source;
    this.remote = remote;
    this.user = user;
    this.seenByGateway = source.local();
  }

  /** Whose datagrams go through it. */
  public SessionUpstream user() {
    return user;
  }

  /** Its place in the table of ports. */
  public SourcePort source() {
    return source;
  }

  @Override
  public InetSocketAddress local() {
    return source.local();
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public boolean isTransparent() {
    return false;
  }

  /** The socket; null: not open yet, or no more. */
  public @Nullable UpstreamSocket socket() {
    return socket;
  }

  /** The address and port that the gateway sees. */
  public InetSocketAddress seenByGateway() {
    return seenByGateway;
  }

  /** The socket is open. */
  public void opened(UpstreamSocket newSocket) {
    socket = newSocket;
    seenByGateway = newSocket.localAddress();
  }

  void closed() {
    socket = null;
  }
}
