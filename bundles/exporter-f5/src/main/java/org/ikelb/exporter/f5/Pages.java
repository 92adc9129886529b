package org.ikelb.exporter.f5;

import java.util.List;
import org.ikelb.exporter.kit.Source;

/**
 * The pages that an export for a BIG-IP rests on.
 *
 * <p>Stateless and thread-safe.
 */
final class Pages {
  static final Source SCHEMA =
      new Source(
          "F1", "the AS3 schema, F5Networks/f5-appsvcs-extension", "3.56.0-10", "25 March 2026");
  static final Source TMSH =
      new Source(
          "F2",
          "tmsh reference: ltm persistence source-addr, ltm pool, ltm virtual, clouddocs.f5.com",
          "16",
          "seen 23 November 2026");
  static final Source TRANSLATION =
      new Source(
          "F3",
          "AS3's own translation into tmsh, properties.json and map_cli.js",
          "3.56.0-10",
          "25 March 2026");
  static final Source UDP_EVENTS =
      new Source(
          "F4", "tmsh reference: ltm rule namespace UDP, clouddocs.f5.com", "16", "23 June 2020");
  static final Source PAYLOAD =
      new Source("F5", "iRules: UDP::payload, clouddocs.f5.com", "latest", "seen 30 November 2026");
  static final Source UNIVERSAL =
      new Source(
          "F6",
          "Ansible collection f5networks.f5_modules: bigip_profile_persistence_universal",
          "1.32.1",
          "seen 30 November 2026");

  static final List<Source> ALL =
      List.of(SCHEMA, TMSH, TRANSLATION, UDP_EVENTS, PAYLOAD, UNIVERSAL);

  private Pages() {}
}
