package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.SessionState;
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
 * <p>Belongs to one loop, which may be another later; while it is on its way to that, to none. Only
 * {@link #closeOnItsLoop} and what is read alone are for other threads.
 */
public final class SessionUpstream extends TimerWheel.Timer implements Upstream {
  /** No loop's number. */
  public static final int NO_LOOP = -1;

  private final Session session;
  private final UpstreamServer server;
  private final SourcePort source;
  private final InetSocketAddress remote;
  private volatile Owner owner;
  private volatile int loop;
  private volatile ClientSide clientSide;
  private @Nullable ClientSide before;
  private volatile int flowLoop;
  private final Idle idle;
  private final EspSpis espSpis = new EspSpis();
  private final Exchanges exchanges = new Exchanges();
  private final Counter datagramsUp = new Counter();
  private final Counter bytesUp = new Counter();
  private final Counter datagramsDown = new Counter();
  private final Counter bytesDown = new Counter();
  private volatile InetSocketAddress seenByGateway;
  private volatile @Nullable UpstreamSocket socket;
  private @Nullable EndpointMoves moves;
  private long provenNanos;

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
    this.loop = owner.index();
    this.flowLoop = owner.index();
    this.provenNanos = nowNanos;
    this.idle = new Idle(nowNanos);
    this.seenByGateway = source.local();
  }

  public Session session() {
    return session;
  }

  public UpstreamServer server() {
    return server;
  }

  /** Where the client is: its proven endpoint, or, in the beginning, its first. */
  public ClientSide clientSide() {
    return clientSide;
  }

  /** The loop it belongs to; {@link #NO_LOOP} while it is on its way. */
  public int loop() {
    return loop;
  }

  /** The loop that it belongs to, or is on its way to. */
  public int loopToBe() {
    return owner.index();
  }

  /** The loop that the client's datagrams come to. */
  public int flowLoop() {
    return flowLoop;
  }

  /** It is on its way to another loop, and belongs to none. */
  public void leaveFor(Owner newOwner) {
    loop = NO_LOOP;
    owner = newOwner;
  }

  /** It belongs to the loop that it was on its way to. */
  public void arrived() {
    loop = owner.index();
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

  // the client's endpoint

  /** The endpoints that claim to be the client's; null: there are none. */
  public @Nullable EndpointMoves moves() {
    return moves;
  }

  /** When the client's endpoint was last heard of, in nanoseconds. */
  public long provenNanos() {
    return provenNanos;
  }

  /** Something came from the client's endpoint. */
  public void heard(long nowNanos) {
    provenNanos = nowNanos;
    if (moves != null) {
      moves.provenSeen();
    }
  }

  /** ESP came from the client's endpoint. */
  public void heardEsp(int spi, int sequence) {
    int forgotten = espSpis.seen(spi, sequence);
    if (forgotten != 0) {
      session.table().espIndex().release(forgotten, this);
    }
  }

  /** Protected IKE came from the client's endpoint. */
  public void heardIke(ByteBuffer datagram, int offset, long nowNanos) {
    exchanges.fromClient(session, idle, datagram, offset, moves, nowNanos);
  }

  /** ESP came from another endpoint, with an SPI of this upstream. */
  public void heardEspElsewhere(
      ClientSide side, int fromLoop, int spi, int sequence, int bytes, long nowNanos) {
    UnprovenEndpoint endpoint = claims().heard(side, fromLoop, bytes, nowNanos);
    if (endpoint != null && espSpis.contains(spi)) {
      endpoint.esp(spi, sequence, espSpis.highest(spi));
    }
  }

  /** Protected IKE came from another endpoint, with an SPI pair of this session. */
  public void heardIkeElsewhere(
      ClientSide side, int fromLoop, ByteBuffer datagram, int offset, long nowNanos) {
    EndpointMoves claims = claims();
    UnprovenEndpoint endpoint = claims.heard(side, fromLoop, datagram.remaining(), nowNanos);
    if (endpoint != null) {
      exchanges.fromUnproven(endpoint, session, datagram, offset, nowNanos);
    } else if (exchanges.answersGateway(datagram, offset)) {
      claims.answeredByUnknown();
    }
  }

  private EndpointMoves claims() {
    if (moves == null) {
      moves = new EndpointMoves();
    }
    return moves;
  }

  /**
   * ESP came from the gateway: the client's SPIs so far are real, if it has logged in.
   *
   * @return whether ESP went both ways
   */
  public boolean answeredEsp() {
    if (espSpis.hasUnclaimed() && session.state() == SessionState.ESTABLISHED) {
      claimEspSpis();
    }
    return espSpis.last() != 0;
  }

  /** From now on its ESP SPIs lead to it, wherever they come from. */
  public void claimEspSpis() {
    for (int spi : espSpis.takeUnclaimed()) {
      session.table().espIndex().claim(spi, this);
    }
  }

  /** The ESP SPIs that lead to it, the latest first. From any thread. */
  public List<Integer> claimedEspSpis() {
    EspIndex index = session.table().espIndex();
    return espSpis.latestFirst().stream().filter(spi -> index.isOf(spi, this)).toList();
  }

  /** Protected IKE came from the gateway; if that proves another endpoint, it is told. */
  public Optional<Exchanges.Proof> answeredIke(ByteBuffer datagram, int offset, long nowNanos) {
    return exchanges.fromGateway(session, datagram, offset, moves, nowNanos);
  }

  /** The client is there from now on. */
  public void moveTo(ClientSide side, int itsLoop, long nowNanos) {
    before = clientSide;
    clientSide = side;
    flowLoop = itsLoop;
    provenNanos = nowNanos;
    exchanges.answeredElsewhere(moves != null && moves.haveAnswered());
    exchanges.proven();
    moves = null;
  }

  /** Whether the client was there until it moved to where it is. */
  public boolean cameFrom(ClientSide side) {
    return side.equals(before);
  }

  /** The client's datagrams come to another loop than before. */
  public void flowMovedTo(int itsLoop) {
    flowLoop = itsLoop;
  }

  /** Forgets endpoints that said nothing for long. */
  public void forgetMoves() {
    if (moves != null && moves.isEmpty()) {
      exchanges.answeredElsewhere(moves.haveAnswered());
      moves = null;
    }
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
    espSpis.latestFirst().forEach(spi -> session.table().espIndex().release(spi, this));
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
  public record ClientSide(InetSocketAddress client, int listenAddress) {
    /** Whether a NAT may have given the client another port, and no more. */
    boolean hasOnlyAnotherPortThan(ClientSide other) {
      return listenAddress == other.listenAddress
          && client.getAddress().equals(other.client.getAddress());
    }
  }

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
