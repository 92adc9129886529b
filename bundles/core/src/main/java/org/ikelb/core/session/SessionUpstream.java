package org.ikelb.core.session;

import java.net.InetSocketAddress;
import java.util.List;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.dataplane.Upstream;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.follow.EspSpis;
import org.ikelb.core.follow.Following;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.Unanswered;
import org.ikelb.core.follow.UnprovenEndpoint;
import org.ikelb.core.gateway.GatewayPath.SourcePort;
import org.ikelb.core.gateway.LiveGateway;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.Counter;
import org.ikelb.core.traffic.UpstreamServer;
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
  private final Following following = new Following();
  private final Counter datagramsUp = new Counter();
  private final Counter bytesUp = new Counter();
  private final Counter datagramsDown = new Counter();
  private final Counter bytesDown = new Counter();
  private volatile InetSocketAddress seenByGateway;
  private volatile @Nullable UpstreamSocket socket;
  private final Unanswered unanswered = new Unanswered();
  private boolean espTried;
  private int espAnswers;
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

  /** What its IKE messages have told. */
  public Following following() {
    return following;
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
    if (spi != espSpis.last() && !espSpis.contains(spi)) {
      following.keys().newEspSpi();
    }
    int forgotten = espSpis.seen(spi, sequence);
    if (forgotten != 0) {
      session.table().espIndex().release(forgotten, this);
    }
  }

  /** ESP came from the client's endpoint that is perhaps for another of its tunnels. */
  public void heardEspPerhaps() {
    espTried = true;
  }

  /** Protected IKE came from the client's endpoint. */
  public void heardIke(SeenIke message, long nowNanos) {
    if (message.isLogin()) {
      idle.loginSeen();
    }
    if (following.fromClient(session, message, moves, nowNanos)) {
      unanswered.asked(idle.lastGatewayNanos(), session.gateway()::wasHeardSince, nowNanos);
      judge(nowNanos);
    }
  }

  /** How often the client has asked in vain since its gateway was away; 0 while that was not so. */
  private int askedInVain() {
    LiveGateway gateway = session.gateway();
    return gateway.wasLostSince(idle.lastGatewayNanos())
        ? unanswered.inVain(idle.lastGatewayNanos(), gateway::wasHeardSince)
        : 0;
  }

  private void judge(long nowNanos) {
    int inVain = askedInVain();
    if (inVain >= Unanswered.ODD) {
      session.suspect("its gateway was away, and answers others but not its client", nowNanos);
    }
    if (isForgotten(inVain)) {
      session.tell(nowNanos, "forgotten by its gateway: its client asked " + inVain + " times");
      session.end(EndReason.FORGOTTEN, nowNanos);
    }
  }

  private boolean isForgotten(int inVain) {
    return inVain >= Unanswered.ENOUGH && session.state() == SessionState.SUSPECT;
  }

  /** The gateway's host says that nobody is there any more. */
  public void refused(long nowNanos) {
    session.gateway().suspect(nowNanos);
    session.suspect("its gateway's host refused what it sent", nowNanos);
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
      ClientSide side, int fromLoop, SeenIke message, int bytes, long nowNanos) {
    EndpointMoves claims = claims();
    UnprovenEndpoint endpoint = claims.heard(side, fromLoop, bytes, nowNanos);
    if (endpoint != null) {
      following.fromUnproven(endpoint, session, message, nowNanos);
    } else if (following.answersGateway(message)) {
      claims.answeredByUnknown();
    }
  }

  private EndpointMoves claims() {
    if (moves == null) {
      moves = new EndpointMoves();
    }
    return moves;
  }

  /** ESP came from the gateway: if it went both ways, the client is in, and its SPIs are real. */
  public void answeredEsp(long nowNanos) {
    espAnswers++;
    if (espSpis.last() != 0 || espTried) {
      session.establish(nowNanos);
    }
    if (espSpis.hasUnclaimed() && session.state() == SessionState.ESTABLISHED) {
      claimEspSpis();
    }
  }

  /** How often ESP came from the gateway; it may overflow. */
  public int espAnswers() {
    return espAnswers;
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

  /** Protected IKE came from the gateway. */
  public Following.Heard answeredIke(SeenIke message, long nowNanos) {
    return following.fromGateway(session, message, moves, nowNanos);
  }

  /** The client is there from now on. */
  public void moveTo(ClientSide side, int itsLoop, long nowNanos) {
    before = clientSide;
    clientSide = side;
    flowLoop = itsLoop;
    provenNanos = nowNanos;
    following.answeredElsewhere(moves != null && moves.haveAnswered());
    following.proven();
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
      following.answeredElsewhere(moves.haveAnswered());
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
    if (isForgotten(askedInVain())) {
      return nowNanos;
    }
    TimeoutNanos timeouts = owner.timeouts();
    return idle.change(session, timeouts, idle.deadline(session, server.natT(), timeouts));
  }

  @Override
  protected void fire(long nowNanos) {
    if (idle.deadline(session, server.natT(), owner.timeouts()) - nowNanos <= 0) {
      owner.expired(this, nowNanos);
      return;
    }
    judge(nowNanos);
    session.becomeQuietIfItIs(nowNanos);
    if (session.isWithoutPair()) {
      session.suspect("its SPI pairs were deleted, as it seems, and it is silent", nowNanos);
    }
    owner.goesOn(this, nowNanos);
  }

  /** The loop that an upstream belongs to. */
  public interface Owner {
    /** The loop's number. */
    int index();

    /** The timeouts in force. */
    TimeoutNanos timeouts();

    /** Its time is not up yet: it is to be asked again. On the loop. */
    void goesOn(SessionUpstream upstream, long nowNanos);

    /** Its time is up. On the loop. */
    void expired(SessionUpstream upstream, long nowNanos);

    /** Closes it on the loop. From any thread. */
    void closeLater(SessionUpstream upstream, EndReason reason);
  }
}
