package org.ikelb.api.view;

/** What the monitors say of a gateway. */
public enum Health {
  /** It can serve. */
  UP,
  /** It cannot. */
  DOWN,
  /** Nobody knows, which counts as usable. */
  UNKNOWN
}
