package org.ikelb.spi;

/** What a {@link StateStore} is given to keep; each kind has keys of its own. */
public enum StateStoreKind {
  /** One entry for each session, upstream ports and SPIs included. Most of all there is. */
  SESSIONS("sessions"),

  /** One entry for each binding that no session holds: the others follow from the sessions. */
  BINDINGS("bindings"),

  /** What administrators want of gateways, by {@code pool/gateway}; those that are ready: none. */
  GATEWAYS("gateways");

  private final String key;

  StateStoreKind(String key) {
    this.key = key;
  }

  /** A short name that never changes: for files, tables and messages. */
  public String key() {
    return key;
  }
}
