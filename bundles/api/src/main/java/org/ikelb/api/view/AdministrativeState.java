package org.ikelb.api.view;

/** What the administrator wants of a gateway. */
public enum AdministrativeState {
  /** It serves. */
  READY,
  /** It takes no new sessions; those it has stay until they end. */
  DRAIN,
  /** It serves nobody; its sessions are released. */
  MAINTENANCE
}
