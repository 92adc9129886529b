package org.ikelb.exporter.kemp;

import java.util.List;
import org.ikelb.exporter.kit.Source;

/**
 * The pages that an export for a LoadMaster rests on.
 *
 * <p>Stateless and thread-safe.
 */
final class Pages {
  static final Source MODULE =
      new Source(
          "K1",
          "Kemp's PowerShell module, KEMPtechnologies/powershell-sdk-vnext",
          "26b17815",
          "9 July 2024");
  static final Source CHECKS =
      new Source(
          "K2",
          "Service (Health) Check Parameters, docs.progress.com, WUI configuration guide",
          "LTSF",
          "11 December 2024");
  static final Source PORT_FOLLOWING =
      new Source(
          "K3",
          "Port Following, docs.progress.com, feature description",
          "LTSF",
          "seen 30 November 2026");
  static final Source DROP_ON_FAILURE =
      new Source(
          "K4",
          "Drop Connections on Real Server Failure, docs.progress.com, Exchange 2010 guide",
          "LTSF",
          "29 July 2024");
  static final Source TRANSPARENCY =
      new Source(
          "K5",
          "Transparency, docs.progress.com, Routing feature description",
          "GA",
          "9 October 2024");
  static final Source TRANSPARENCY_REQUIREMENTS =
      new Source(
          "K6",
          "Transparency Requirements, docs.progress.com, Transparency feature description",
          "LTSF",
          "9 October 2025");
  static final Source STANDARD_OPTIONS =
      new Source(
          "K7",
          "Standard Options, docs.progress.com, WUI configuration guide",
          "GA",
          "30 March 2026");
  static final Source PARAMETERS =
      new Source(
          "K8",
          "Get and Set Parameters, docs.progress.com, vRealize Orchestrator feature description",
          "LTSF",
          "seen 30 November 2026");

  static final List<Source> ALL =
      List.of(
          MODULE,
          CHECKS,
          PORT_FOLLOWING,
          DROP_ON_FAILURE,
          TRANSPARENCY,
          TRANSPARENCY_REQUIREMENTS,
          STANDARD_OPTIONS,
          PARAMETERS);

  private Pages() {}
}
