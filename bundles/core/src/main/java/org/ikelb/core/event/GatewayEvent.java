package org.ikelb.core.event;

import java.time.Instant;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Health;
import org.ikelb.core.event.EventKind.Key;
import org.slf4j.event.Level;

/** Events of one gateway. */
public sealed interface GatewayEvent extends Event {

  /** The monitors came to another result. */
  @EventKind(
      name = "gateway-health",
      topic = "gateway/HEALTH",
      help = "A gateway's monitors came to another result.")
  record HealthChanged(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("`up`, `down` or `unknown`") Health from,
      @Key("the same") Health to,
      @Key(value = "those on it", unit = "sessions") int sessions,
      @Key("each monitor and what it found last") String probes)
      implements GatewayEvent {}

  /** A monitor says that it is full, or no more. */
  @EventKind(
      name = "gateway-full",
      topic = "gateway/FULL",
      help = "A gateway lives, but takes no new sessions; or takes them again.")
  record FullChanged(
      @Key("`pool/gateway`") GatewayId gateway, @Key("`true` or `false`") boolean full)
      implements GatewayEvent {}

  /** A monitor finds something wrong with it though it is up, or no more. */
  @EventKind(
      name = "gateway-caveat",
      topic = "gateway/CAVEAT",
      help = "A gateway is up, but a monitor found something wrong with it; or does no more.")
  record CaveatChanged(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("which") String monitor,
      @Key("what, as `ikelb warnings` calls it: `proposals-refused`") String caveat,
      @Key("`true`: found, `false`: no more") boolean holds)
      implements GatewayEvent {}

  /** The administrator wants something else of the gateway. */
  @EventKind(
      name = "gateway-state",
      topic = "gateway/STATE",
      help = "Somebody set the administrative state of a gateway.")
  record StateChanged(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("`ready`, `drain` or `maintenance`") AdministrativeState from,
      @Key("the same") AdministrativeState to,
      @Key(value = "those on it when it was set", unit = "sessions") int sessions,
      @Key("who set it; `ikelb`: it did so by itself") String author)
      implements GatewayEvent {}

  /** Draining has come to its end. */
  @EventKind(
      name = "drain-ended",
      topic = "gateway/DRAIN_ENDED",
      help = "The last session of a draining gateway ended, or the longest wait is over.")
  record DrainEnded(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key(value = "those left; `then` of the drain says what becomes of them", unit = "sessions")
          int sessions,
      @Key(value = "how long it drained", unit = "ms") long tookMs)
      implements GatewayEvent {}

  /** The administrator gave the gateway another weight. */
  @EventKind(
      name = "gateway-weight",
      topic = "gateway/WEIGHT",
      help = "Somebody set the weight of a gateway.")
  record WeightChanged(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("the weight it had") int from,
      @Key("the weight it has") int to,
      @Key("who set it; `ikelb`: it did so by itself") String author)
      implements GatewayEvent {}

  /** The gateway lost its sessions. */
  @EventKind(
      name = "sessions-released",
      topic = "gateway/SESSIONS_RELEASED",
      help = "The sessions of a gateway were ended, so that their clients dial another.")
  record SessionsReleased(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key(value = "how many", unit = "sessions") int count,
      @Key("`maintenance`, or `gateway-lost`: it was down for longer than `holdDown`")
          EndReason reason)
      implements GatewayEvent {}

  /** The gateway gets no new sessions for a while. */
  @EventKind(
      name = "gateway-ejected",
      topic = "gateway/EJECTED",
      level = Level.WARN,
      help =
          "A gateway turned clients away that others then took, so it gets no new sessions for a"
              + " while; those that it has stay. `ikelb ready` lifts it.")
  record Ejected(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("what tells against it") String evidence,
      @Key("how often it was ejected, one soon after the other") int times,
      @Key("when it is over") Instant until,
      @Key(value = "those on it", unit = "sessions") int sessions)
      implements GatewayEvent {}

  /** The gateway gets new sessions again. */
  @EventKind(
      name = "gateway-readmitted",
      topic = "gateway/READMITTED",
      help = "A gateway that was ejected gets new sessions again.")
  record Readmitted(
      @Key("`pool/gateway`") GatewayId gateway,
      @Key("who lifted it; `ikelb`: its time was over") String author)
      implements GatewayEvent {}
}
