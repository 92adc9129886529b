package org.ikelb.api.topology;

import java.util.Locale;

/** What is spoken on a virtual server's port. */
public enum Protocol {
  /** IKE without a marker, as on port 500 (RFC 7296, section 2). */
  IKE(500),
  /** ESP, keepalives and IKE behind the non-ESP marker, as on port 4500 (RFC 3948, section 2). */
  NAT_T(4500);

  private final int port;

  Protocol(int port) {
    this.port = port;
  }

  /** The well-known port. */
  public int port() {
    return port;
  }

  /** The name used in {@code ikelb.json}: {@code ike} or {@code nat-t}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
