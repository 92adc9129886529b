package org.ikelb.config.docs;

import java.util.Map;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.config.binding.SettingsTable;
import org.ikelb.config.topology.GatewaySection;
import org.ikelb.config.topology.GroupSection;
import org.ikelb.config.topology.LimitsSection;
import org.ikelb.config.topology.MonitorSection;
import org.ikelb.config.topology.PoolSection;
import org.ikelb.config.topology.TimeoutsSection;
import org.ikelb.config.topology.TopologySection;
import org.ikelb.config.topology.VirtualServerSection;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;

/** Writes docs/reference/settings.md from the records that the topology file is bound to. */
final class ReferencePage {
  private static final String INTRODUCTION =
      """
      # Settings of the topology file

      <!-- Generated from the code: `mvn -pl bundles/config -am test -Dikelb.docs.write=true` -->

      All keys of `conf/ikelb.json`. An unknown key, a wrong value or a name of nothing is refused, all
      at once, with its place; `bin/ikelb check FILE` tells before anything is changed.

      The file is JSON in UTF-8, at most 4 MiB; `//` and `/* */` start comments. Values are written so:

      | value | written |
      |---|---|
      | duration | a whole number and its unit, in quotes: `"500ms"`, `"5s"`, `"2m"`, `"8h"`, `"7d"` |
      | address | an IPv4 or IPv6 literal, in quotes; never a host name, a wildcard or a multicast address |
      | ports | first and last, in quotes: `"10240-32767"` |
      | list | in `[ ]`; one entry may stand without them |
      | plugin | its name, or an object with the name as `"type"` and the settings beside it: `{ "type": "source-ip", "prefix4": 24 }` |
      | names | those that you give: up to 255 characters, without spaces and slashes; gateways without `@`, too |
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  static String write() throws Exception {
    ReferencePage reference = new ReferencePage();
    reference.section("The document", TopologySection.class);
    reference.section("`virtualServers.NAME`", VirtualServerSection.class);
    reference.section("`persistencyGroups.NAME`", GroupSection.class);
    reference.section("`pools.NAME`", PoolSection.class);
    reference.section("`pools.NAME.gateways.NAME`", GatewaySection.class);
    reference.section("`monitors.NAME`", MonitorSection.class);
    reference.page.append(
        "\nBeside these stand `type`, the plugin's name (**required**), and the plugin's own"
            + " settings.\n");
    reference.section("`limits`", LimitsSection.class);
    reference.section("`timeouts`", TimeoutsSection.class);
    InstalledPlugins plugins = PluginScan.plugins();
    reference.plugins(
        "Persistency strategies", plugins.byName(ExtensionPoint.PERSISTENCY_STRATEGY));
    reference.plugins("Balancing methods", plugins.byName(ExtensionPoint.BALANCING_METHOD));
    reference.plugins("Monitors", plugins.byName(ExtensionPoint.MONITOR));
    reference.plugins("Guards", plugins.byName(ExtensionPoint.GUARD));
    return reference.page.toString();
  }

  private void section(String title, Class<? extends Record> type) {
    page.append("\n## ").append(title).append("\n\n").append(SettingsTable.of(type));
  }

  private void plugins(String title, Map<String, PluginFactory<?>> plugins) {
    page.append("\n## ").append(title).append('\n');
    plugins.forEach(
        (name, plugin) -> {
          boolean plain = plugin.settingsType().equals(NoSettings.class);
          page.append("\n### `").append(name).append("`\n\n");
          page.append(plain ? "Nothing to set.\n" : SettingsTable.deep(plugin.settingsType()));
        });
  }
}
