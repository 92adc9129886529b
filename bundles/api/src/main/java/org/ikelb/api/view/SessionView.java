package org.ikelb.api.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ikelb.api.topology.GatewayId;

/**
 * A session.
 *
 * @param id short and stable
 * @param persistencyGroup the group's name
 * @param gateway where it is, {@linkplain GatewayView#id as shown}
 * @param state how far it has come
 * @param client the client's endpoint as last seen
 * @param openedAt when
 * @param idle since the last datagram of the client
 * @param spiPairs its IKE SPI pairs, initiator first: {@code 0123456789abcdef-fedcba9876543210}
 * @param placement why it is on this gateway
 * @param upstreams one a virtual server it uses
 * @param story what it went through: the last few things, in the order of time
 */
public record SessionView(
    String id,
    String persistencyGroup,
    GatewayId gateway,
    SessionState state,
    String client,
    Instant openedAt,
    Duration idle,
    List<String> spiPairs,
    String placement,
    List<Upstream> upstreams,
    List<StoryLine> story) {

  public SessionView {
    spiPairs = List.copyOf(spiPairs);
    upstreams = List.copyOf(upstreams);
    story = List.copyOf(story);
  }

  /**
   * One thing that happened to a session.
   *
   * @param at when
   * @param text what: re-keyed, moved, and why
   */
  public record StoryLine(Instant at, String text) {}

  /**
   * The session's path through one virtual server.
   *
   * @param virtualServer its name
   * @param client the client's endpoint there
   * @param local ikelb's own address and port towards the gateway
   * @param gateway the gateway's address and port
   * @param loop the event loop that relays it, from 0
   * @param datagramsUp from the client
   * @param bytesUp from the client
   * @param datagramsDown from the gateway
   * @param bytesDown from the gateway
   */
  public record Upstream(
      String virtualServer,
      String client,
      String local,
      String gateway,
      int loop,
      long datagramsUp,
      long bytesUp,
      long datagramsDown,
      long bytesDown) {}
}
