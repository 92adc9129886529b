package org.ikelb.core.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AttemptOutcome;
import org.ikelb.api.view.SessionState;
import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of sessions: those of one are for the session log, and written for whoever wants them. */
public sealed interface SessionEvent extends Event {

  /** The administrator closed sessions. */
  @EventKind(
      name = "sessions-closed",
      topic = "session/CLOSED_BY_HAND",
      help = "Somebody closed sessions; each also ends by itself in the session log.")
  record ClosedByHand(
      @Key(value = "how many", unit = "sessions") int count, @Key("who closed them") String author)
      implements SessionEvent {}

  /** The sessions from before a restart are back. */
  @EventKind(
      name = "state-restored",
      topic = "session/RESTORED",
      help = "ikelb has started and goes on with the sessions there were when it ended.")
  record Restored(
      @Key(value = "those that go on", unit = "sessions") int sessions,
      @Key(value = "those that were saved", unit = "sessions") int of,
      @Key(value = "theirs", unit = "upstreams") int upstreams,
      @Key(value = "since anything was seen, half a minute more or less", unit = "ms") long ageMs,
      @Key(value = "how long it took", unit = "ms") long tookMs,
      @Key(
              value = "those whose upstream could not be opened, each in a `session-lost`",
              unit = "sessions")
          int sessionsLost,
      @Key("why something could not be brought back, and how often: `reason:times`")
          List<String> lost)
      implements SessionEvent {}

  /** A session from before a restart is lost. */
  @EventKind(
      name = "session-lost",
      topic = "session/LOST",
      level = Level.WARN,
      help =
          "A session from before the start cannot go on: its upstream could not be opened again, or"
              + " the topology does not have any more what it belongs to. Its client dials again. The"
              + " first 20 are said, all are counted in `state-restored`.")
  record Lost(
      @Key("its id") String session,
      @Key("the persistency group") String group,
      @Key("the client's endpoints") List<InetSocketAddress> clients,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("the gateway's address") InetAddress gatewayAddress,
      @Key("ikelb's address and port towards the gateway") InetSocketAddress upstream,
      @Key(
              "`upstream-port-taken`, `upstream-not-opened`: the log says more; `upstream-port-twice`, `gateway-gone`, `group-gone`, `virtual-server-gone`")
          String reason,
      @Key("the process that sits on the port, where `/proc` tells") String heldBy)
      implements SessionEvent {}

  /** An event of one session. */
  sealed interface OfOne extends SessionEvent {}

  /** The client is in. */
  @EventKind(
      name = "session-established",
      topic = "session/ESTABLISHED",
      help = "A client is known to have logged in.")
  record Established(
      @Key("its id, as `ikelb session` takes it") String session,
      @Key("the persistency group") String group,
      @Key("the client's endpoints") List<InetSocketAddress> clients,
      @Key("ikelb's address and port as the gateway sees them, one for each of `clients`")
          List<InetSocketAddress> upstreams,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("the gateway's address") InetAddress gatewayAddress,
      @Key("initiator's and responder's SPI of its IKE SAs, hexadecimal") List<?> spiPairs,
      @Key(value = "since its IKE_SA_INIT", unit = "ms") long loginMs)
      implements OfOne {}

  /** An attempt to log in failed. */
  @EventKind(
      name = "attempt-failed",
      topic = "session/ATTEMPT_FAILED",
      help = "A client tried to log in at a gateway, and it came to nothing; see concepts.")
  record AttemptFailed(
      @Key("its session's id") String session,
      @Key("the address that it came from") String client,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("what it came to: see below") AttemptOutcome outcome,
      @Key("by whom, which notification, which sizes") String detail,
      @Key("what the client offered") String offer,
      @Key(value = "since its IKE_SA_INIT", unit = "ms") long tookMs)
      implements OfOne {}

  /** The client has another endpoint. */
  @EventKind(
      name = "session-moved",
      topic = "session/MOVED",
      help = "A client has proven to be at another endpoint; its gateway's answers go there now.")
  record Moved(
      @Key("its id") String session,
      @Key("the virtual server") String virtualServer,
      @Key("where it was") InetSocketAddress from,
      @Key("where it is") InetSocketAddress to,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("how it was proven") String proof)
      implements OfOne {}

  /** The SAs of a session are gone, as it seems. */
  @EventKind(
      name = "session-suspect",
      topic = "session/SUSPECT",
      help =
          "The SAs of a session are gone, as it seems: it is shown, but counted nowhere, until its"
              + " gateway shows that it still knows it.")
  record Suspected(
      @Key("its id") String session,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("why") String reason)
      implements OfOne {}

  /** A session is no more, and its upstreams are closed. */
  @EventKind(
      name = "session-ended",
      topic = "session/ENDED",
      help =
          "A session is no more: it, its endpoints and its upstreams are forgotten. What went"
              + " through it is counted since ikelb last started.")
  record Ended(
      @Key("its id") String session,
      @Key("the persistency group") String group,
      @Key(
              "`half-open`: it never was known to have logged in; `quiet`, `established`, `suspect`: see concepts")
          SessionState state,
      @Key("why: see below") EndReason reason,
      @Key("the client's endpoints") List<InetSocketAddress> clients,
      @Key("ikelb's address and port as the gateway saw them, one for each of `clients`")
          List<InetSocketAddress> upstreams,
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("the gateway's address") InetAddress gatewayAddress,
      @Key("initiator's and responder's SPI of its last IKE SAs, hexadecimal") List<?> spiPairs,
      @Key(value = "since its IKE_SA_INIT", unit = "ms") long durationMs,
      @Key(value = "from the client to the gateway", unit = "datagrams") long datagramsUp,
      @Key(value = "the same; UDP payload", unit = "bytes") long bytesUp,
      @Key(value = "from the gateway to the client", unit = "datagrams") long datagramsDown,
      @Key(value = "the same; UDP payload", unit = "bytes") long bytesDown)
      implements OfOne {}
}
