package org.ikelb.api.view;

/** How far a session has come. */
public enum SessionState {
  /** The client is not known to have logged in yet. */
  HALF_OPEN,
  /** Protected IKE beyond the login was answered, or ESP went both ways. */
  ESTABLISHED
}
