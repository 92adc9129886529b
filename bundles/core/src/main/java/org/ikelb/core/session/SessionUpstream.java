package org.ikelb.core.session;

import java.net.InetSocketAddress;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.gateway.GatewayPath.SourcePort;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A session's upstream through one virtual server, and all that is known of the traffic on it.
 *
 * <p>Belongs to the loop that opened it, but for {@link #closeOnItsLoop} and the counters, which
 * others read.
 */
public final class SessionUpstream extends TimerWheel.Timer implements Upstream {
  private final Session session;
  private final UpstreamServer server;
  private final SourcePort source;
  private final InetSocketAddress remote;
  private final Owner owner;
  private final ClientSide clientSide;
  private final Idle idle;
  private final EspSpis espSpis = new EspSpis();
  private final Exchanges exchanges = new Exchanges();
  private final Counter datagramsUp = new Counter();
  private final Counter bytesUp = new Counter();
  private final Counter datagramsDown = new Counter();
  private final Counter bytesDown = new Counter();
  private volatile InetSocketAddress seenByGateway;
  private @Nullable UpstreamSocket socket;

  /** Makes one that is not open yet. */
  public SessionUpstream(
      Session session,
      UpstreamServer server,
      ClientSide clientSide,
      SourcePort source,
      InetSocketAddress remote,
      Owner owner,
      long nowNanos) {
    this.session = session;
    this.server = server;
    this.clientSide = clientSide;
    this.source = source;
    this.remote = remote;
    this.owner = owner;
    this.idle = new Idle(nowNanos);
    this.seenByGateway = source.local();
  }

  public Session session() {
    return session;
  }

  public UpstreamServer server() {
    return server;
  }

  public ClientSide clientSide() {
    return clientSide;
  }

  public int loop() {
    return owner.index();
  }

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

  public Idle idle() {
    return idle;
  }

  public EspSpis espSpis() {
    return espSpis;
  }

  public Exchanges exchanges() {
    return exchanges;
  }

  /** The socket; null: not open yet, or no more. */
  public @Nullable UpstreamSocket socket() {
    return socket;
  }

  /** It is open. */
  public void opened(UpstreamSocket newSocket) {
    socket = newSocket;
    seenByGateway = newSocket.localAddress();
  }

  /** It is open no more. */
  public void closed() {
    socket = null;
  }

  /** The address and port that the gateway sees; from any thread. */
  public InetSocketAddress seenByGateway() {
    return seenByGateway;
  }

  public void countUp(int bytes) {
    datagramsUp.increment();
    bytesUp.add(bytes);
  }

  public void countDown(int bytes) {
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

  /** From any thread: it is closed as soon as its loop comes to it. */
  public void closeOnItsLoop(EndReason reason) {
    owner.closeLater(this, reason);
  }

  @Override
  protected long dueNanos(long nowNanos) {
    return idle.deadline(session, server.natT(), owner.timeouts());
  }

  @Override
  protected void fire(long nowNanos) {
    owner.expired(this, nowNanos);
  }

  /** What the client sees of it: its own endpoint, and the address it sends to. */
  public record ClientSide(InetSocketAddress client, int listenAddress) {}

  /** The loop that an upstream belongs to. */
  public interface Owner {
    /** The loop's number. */
    int index();

    /** The timeouts in force. */
    TimeoutNanos timeouts();

    /** Its time is up. On the loop. */
    void expired(SessionUpstream upstream, long nowNanos);

    /** Closes it on the loop. From any thread. */
    void closeLater(SessionUpstream upstream, EndReason reason);
  }
}
