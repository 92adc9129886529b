package org.ikelb.api.topology;

/** What becomes of a request whose guard failed, was set aside, or is not there. */
public enum GuardFailure {
  /** It passes that guard, as if the pool did not name it. */
  PASS,
  /** It is dropped, and counted. */
  DROP
}
