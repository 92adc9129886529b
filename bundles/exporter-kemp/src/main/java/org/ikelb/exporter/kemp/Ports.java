package org.ikelb.exporter.kemp;

import org.ikelb.exporter.kit.Findings;

/**
 * The ports that a LoadMaster has.
 *
 * <p>Not thread-safe: one for each export.
 */
record Ports(Findings findings) {
  private static final int FIRST = 3;
  private static final int LAST = 65_530;

  /** The port; one that a LoadMaster does not have refuses the export. */
  int checked(String path, int port) {
    if (port < FIRST || port > LAST) {
      findings.refused(
          Pages.MODULE,
          path,
          Translation.PRODUCT + " has ports " + FIRST + " to " + LAST + ", this is " + port + ".");
    }
    return port;
  }
}
