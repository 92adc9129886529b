package org.ikelb.console.doctor;

/** The Linux capabilities that ikelb can use; see capabilities(7). */
enum Capability {
  CAP_NET_BIND_SERVICE(10),
  CAP_NET_ADMIN(12),
  CAP_NET_RAW(13);

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /**
   * @param set as in the line CapEff of {@code /proc/self/status}
   */
  boolean isIn(long set) {
    return (set >> bit & 1) == 1;
  }

  /** How to grant it to the service. */
  String remedy() {
    return "grant " + name() + " (systemd: AmbientCapabilities=" + name() + ")";
  }
}
