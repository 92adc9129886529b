package org.ikelb.exporter.rras;

import java.util.List;
import org.ikelb.exporter.kit.Source;

/**
 * The pages that an export for Windows RRAS rests on.
 *
 * <p>Stateless and thread-safe.
 */
final class Pages {
  static final Source SCRIPTS =
      new Source("R1", "Richard Hicks' scripts, richardhicks/aovpn", "f4d5bfef", "June 2026");
  static final Source CMDLETS =
      new Source(
          "R2",
          "Microsoft's reference of Set-VpnServerConfiguration and"
              + " Set-VpnConnectionIPsecConfiguration, MicrosoftDocs/windows-powershell-docs",
          "winserver2022-ps, 61565735",
          "seen 23 November 2026");
  static final Source PROTOCOL =
      new Source(
          "R3",
          "[MS-RRASM], idleTimeout and networkBlackoutTime, learn.microsoft.com",
          "latest",
          "seen 23 November 2026");
  static final Source GATEWAY =
      new Source("R4", "[Windows RRAS as a gateway](rras.md)", "this one", "its own");

  static final List<Source> ALL = List.of(SCRIPTS, CMDLETS, PROTOCOL, GATEWAY);

  private Pages() {}
}
