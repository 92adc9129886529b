package org.ikelb.api.view;

/** How far a session has come. */
public enum SessionState {
  /** The client is not known to have logged in yet. */
  HALF_OPEN,
  /**
   * The gateway has answered the login as it does at its end, and nobody has said more for 30 s: a
   * tunnel that shows nothing, or a login that was given up.
   */
  QUIET,
  /** Protected IKE beyond the login was answered, or ESP went both ways. */
  ESTABLISHED,
  /**
   * Its SAs are gone, as it seems: its gateway was away, or they were deleted. Counted nowhere
   * until its gateway shows that it knows it.
   */
  SUSPECT
}
