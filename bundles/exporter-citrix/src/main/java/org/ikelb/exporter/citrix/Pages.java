package org.ikelb.exporter.citrix;

import java.util.List;
import org.ikelb.exporter.kit.Source;

/**
 * The pages that an export for a Citrix ADC rests on.
 *
 * <p>Stateless and thread-safe.
 */
final class Pages {
  static final Source COMMANDS =
      new Source(
          "C1",
          "the vendor's command reference (lb group, lb vserver, lb monitor, serviceGroup, ns"
              + " feature), EpsilonSolutions/netscaler-command-reference",
          "11 and 12",
          "2017");
  static final Source PERSISTENCE =
      new Source(
          "C2",
          "Configure persistence types that do not require a rule, docs.citrix.com",
          "current release",
          "seen 30 November 2026");
  static final Source RULE_PERSISTENCE =
      new Source(
          "C3",
          "Configure persistence based on user-defined rules, docs.netscaler.com",
          "14.1",
          "seen 30 November 2026");
  static final Source COLLECTION =
      new Source(
          "C4",
          "Ansible collection netscaler.adc: its resource map, and the module lbgroup",
          "2.18.0",
          "12 August 2026");
  static final Source EXPRESSIONS =
      new Source(
          "C5",
          "Expressions for TCP, UDP, and VLAN data, docs.netscaler.com",
          "13.0 to current",
          "seen 30 November 2026");
  static final Source FLOWS =
      new Source(
          "C6",
          "Asymmetric load balancing on UDP virtual servers, support.citrix.com CTX212478",
          "all",
          "seen 30 November 2026");
  static final Source CLIENTS =
      new Source(
          "C7",
          "Citrix's NITRO client for Go, netscaler/adc-nitro-go: ranges of bindings",
          "23424415",
          "26 February 2026");

  static final List<Source> ALL =
      List.of(COMMANDS, PERSISTENCE, RULE_PERSISTENCE, COLLECTION, EXPRESSIONS, FLOWS, CLIENTS);

  private Pages() {}
}
