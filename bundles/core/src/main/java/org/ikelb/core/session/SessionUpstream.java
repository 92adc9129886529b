package org.ikelb.core.session;

import java.net.InetSocketAddress;
import org.ikelb.core.attempt.Attempt;
import org.ikelb.core.dataplane.UpstreamSocket;
import org.ikelb.core.event.EndReason;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.follow.EndpointMoves;
import org.ikelb.core.follow.EspSpis;
import org.ikelb.core.follow.Following;
import org.ikelb.core.follow.SeenIke;
import org.ikelb.core.follow.UnprovenEndpoint;
import org.ikelb.core.gateway.GatewayPath.SourcePort;
import org.ikelb.core.time.TimerWheel;
import org.ikelb.core.traffic.Counter;
import org.ikelb.core.traffic.UpstreamServer;
import org.jspecify.annotations.Nullable;

/**
 * A session's share in an upstream, through one virtual server, and all that is known of the
 * traffic on it. The socket is its {@link UpstreamPort}.
 *
 * <p>Belongs to one loop, which may be another later; while it is on its way to that, to none. Only
 * {@link #closeOnItsLoop} and what is read alone are for other threads.
 */
public final class SessionUpstream extends TimerWheel.Timer {
  /** No loop's number. */
  public static final int NO_LOOP = -1;

  private final Session session;
  private final UpstreamServer server;
  private volatile UpstreamOwner owner;
  private volatile int loop;
  private volatile ClientSide clientSide;
  private volatile @Nullable ClientSide before;
  private volatile int flowLoop;
  private final Idle idle;
  private final EspSpis espSpis = new EspSpis();
  private final Following following = new Following();
  private final UpstreamTraffic traffic = new UpstreamTraffic();
  private final UpstreamPort port;
  private final Suspicion suspicion;
  private final EspClaims esp;
  private final AnswerLimit answers;
  private @Nullable EndpointMoves moves;
  private final Counter provenNanos = new Counter();

  /** Makes one that is not open yet. */
  public SessionUpstream(
      Session session,
      UpstreamServer server,
      ClientSide clientSide,
      SourcePort source,
      InetSocketAddress remote,
      UpstreamOwner owner,
      long nowNanos) {
    this.session = session;
    this.server = server;
    this.clientSide = clientSide;
    this.owner = owner;
    this.loop = owner.index();
    this.flowLoop = owner.index();
    this.provenNanos.set(nowNanos);
    this.idle = new Idle(nowNanos);
    this.port = new UpstreamPort(source, remote, this);
    this.suspicion = new Suspicion(session, idle);
    this.esp = new EspClaims(session, this);
    this.answers = new AnswerLimit(session);
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
  public void leaveFor(UpstreamOwner newOwner) {
    loop = NO_LOOP;
    owner = newOwner;
  }

  /** It belongs to the loop that it was on its way to. */
  public void arrived() {
    loop = owner.index();
  }

  /** ikelb's port towards the gateway. */
  public UpstreamPort port() {
    return port;
  }

  public InetSocketAddress local() {
    return port.local();
  }

  public InetSocketAddress remote() {
    return port.remote();
  }

  public Idle idle() {
    return idle;
  }

  public EspSpis espSpis() {
    return espSpis;
  }

  /** Which ESP leads to it. */
  public EspClaims esp() {
    return esp;
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

  /** When the client's endpoint was last heard of, in nanoseconds. From any thread. */
  public long provenNanos() {
    return provenNanos.get();
  }

  /** Something came from the client's endpoint. */
  public void heard(long nowNanos) {
    provenNanos.set(nowNanos);
    if (moves != null) {
      moves.provenSeen();
    }
  }

  /** Protected IKE came from the client's endpoint. */
  public void heardIke(SeenIke message, int bytes, long nowNanos) {
    if (message.isLogin()) {
      idle.loginSeen();
      Attempt attempt = session.progress().attempt();
      if (attempt != null
          && !message.response()
          && session.progress().ikeSa(message.pair()) != null) {
        attempt.loginAsked(message, bytes, nowNanos);
      }
    }
    if (!answers.isFree() && session.progress().ikeSa(message.pair()) != null) {
      answers.continued(clientSide.client().getAddress(), bytes);
    }
    if (following.fromClient(session.progress(), message, moves, nowNanos)) {
      suspicion.asked(nowNanos);
    }
  }

  /** The gateway's host says that nobody is there any more. */
  public void refused(long nowNanos) {
    session.gateway().suspect(nowNanos);
    session.progress().suspect("its gateway's host refused what it sent", nowNanos);
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
      following.fromUnproven(endpoint, session.progress(), message, nowNanos);
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

  /** Protected IKE came from the gateway. */
  public Following.Heard answeredIke(SeenIke message, long nowNanos) {
    return following.fromGateway(session.progress(), message, moves, nowNanos);
  }

  /** The client is there from now on. */
  public void moveTo(UnprovenEndpoint endpoint, long nowNanos) {
    before = clientSide;
    clientSide = endpoint.side();
    flowLoop = endpoint.loop();
    answers.moved(clientSide.client().getAddress(), endpoint.bytesFrom());
    provenNanos.set(nowNanos);
    following.answeredElsewhere(moves != null && moves.haveAnswered());
    following.proven();
    moves = null;
  }

  /** Whether the client was there until it moved to where it is. From any thread. */
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

  /** The socket; null: not open yet, or no more. From any thread. */
  public @Nullable UpstreamSocket socket() {
    return port.socket();
  }

  /** It is open no more. */
  public void closed() {
    port.closed();
    esp.release();
  }

  /** What may be sent to its client. */
  public AnswerLimit answers() {
    return answers;
  }

  /** What has gone through it. */
  public UpstreamTraffic traffic() {
    return traffic;
  }

  /** From any thread: it is closed as soon as its loop comes to it. */
  public void closeOnItsLoop(EndReason reason) {
    owner.closeLater(this, reason);
  }

  @Override
  protected long dueNanos(long nowNanos) {
    if (suspicion.isForgotten()) {
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
    suspicion.judge(nowNanos);
    session.progress().becomeQuietIfItIs(nowNanos);
    if (session.progress().isWithoutPair()) {
      session
          .progress()
          .suspect("its SPI pairs were deleted, as it seems, and it is silent", nowNanos);
    }
    owner.goesOn(this, nowNanos);
  }
}
