package org.ikelb.config.topology;

/** What a plugin named in the topology can be. */
public enum ExtensionPoint {
  PERSISTENCY_STRATEGY("persistency strategy"),
  BALANCING_METHOD("balancing method"),
  MONITOR("monitor"),
  GUARD("guard");

  private final String title;

  ExtensionPoint(String title) {
    this.title = title;
  }

  /** As it is called in messages and documentation. */
  public String title() {
    return title;
  }
}
