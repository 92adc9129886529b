package org.ikelb.core.persist;

import org.ikelb.core.event.SessionEvent;

/**
 * Why a session did not come back after a restart.
 *
 * <p>Immutable.
 */
enum LossReason {
  GATEWAY_GONE("gateway-gone", ", for the topology does not have that gateway any more"),
  GROUP_GONE("group-gone", ", for the topology does not have its persistency group any more"),
  VIRTUAL_SERVER_GONE(
      "virtual-server-gone", ", for the topology does not have its virtual server any more"),
  UPSTREAM_PORT_TWICE("upstream-port-twice", ", for another session has its upstream port"),
  UPSTREAM_PORT_TAKEN("upstream-port-taken", ""),
  UPSTREAM_NOT_OPENED("upstream-not-opened", "");

  private final String key;
  private final String words;

  LossReason(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in events, which is an interface. */
  String key() {
    return key;
  }

  /** The end of a sentence for people. */
  String inWords(SessionEvent.Lost event) {
    return words.isEmpty()
        ? " at port "
            + event.upstream().getPort()
            + (event.heldBy().isEmpty() ? "" : ", which is held by " + event.heldBy())
        : words;
  }
}
