package org.ikelb.core.event;

import java.util.Locale;
import org.ikelb.api.view.SessionState;

/**
 * Why a session ended.
 *
 * <p>Immutable.
 */
public enum EndReason {
  IDLE("Nothing came through it for as long as its timeout says."),
  DELETED("Its IKE SAs were deleted, and nothing flowed any more."),
  HALF_OPEN_TIMEOUT("The client greeted, and began no login in time."),
  LOGIN_TIMEOUT("The client began to log in, and was not seen to succeed in time."),
  CLOSED("Somebody closed it: `ikelb close`."),
  MAINTENANCE("Its gateway was put into maintenance."),
  EVICTED("There was no room for another, and it was the oldest half-open, quiet or suspect one."),
  GATEWAY_LOST("Its gateway went down; the client is free to dial another."),
  FORGOTTEN(
      "Its gateway came back without it: it answers others, but not this client, three times."),
  VIRTUAL_SERVER_GONE("The topology has the address no more that its client sent to."),
  NOT_RESTORED("None of its upstreams could be opened again after a restart of ikelb."),
  NOT_ITS_OWN("It was offered to the gateway, which did not know it; never said in the log."),
  UPSTREAM_FAILED("No upstream could be opened for it.");

  private final String help;

  EndReason(String help) {
    this.help = help;
  }

  /**
   * What it means for a session when its last upstream was silent for too long.
   *
   * @param withoutPair whether its IKE SAs were deleted, as it seems
   * @param loginBegun whether its client had begun to log in
   */
  public static EndReason ofSilence(SessionState state, boolean withoutPair, boolean loginBegun) {
    if (state != SessionState.HALF_OPEN) {
      return withoutPair ? DELETED : IDLE;
    }
    return loginBegun ? LOGIN_TIMEOUT : HALF_OPEN_TIMEOUT;
  }

  /** The word for it in the log: {@code half-open-timeout}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String help() {
    return help;
  }
}
