package org.ikelb.api.topology;

/** Whose address the gateways of a pool see. */
public enum ClientAddress {
  /** One of ikelb's own addresses. */
  TRANSLATE,
  /** The client's (transparent mode). */
  PRESERVE
}
