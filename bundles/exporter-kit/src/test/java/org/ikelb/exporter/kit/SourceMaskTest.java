package org.ikelb.exporter.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.persistency.sourceip.SourceIpFactory;
import org.ikelb.spi.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMaskTest {
  /** Exporters see the topology only, so they cannot ask the plugin. */
  @ParameterizedTest
  @CsvSource({"IPV4, prefix4", "IPV6, prefix6"})
  void countsWhatSourceIpDoesByDefault(Family family, String setting) {
    String preset =
        Stream.of(new SourceIpFactory().settingsType().getRecordComponents())
            .filter(component -> component.getName().equals(setting))
            .map(component -> component.getAnnotation(Setting.class).defaultValue())
            .findFirst()
            .orElseThrow();

    assertEquals(
        preset, String.valueOf(SourceMask.prefix(PluginUse.of("source-ip"), family)), setting);
  }

  @Test
  void countsWhatIsWritten() {
    PluginUse written = new PluginUse("source-ip", Map.of("prefix4", 24L, "prefix6", 48L));

    assertEquals(24, SourceMask.prefix(written, Family.IPV4));
    assertEquals(48, SourceMask.prefix(written, Family.IPV6));
  }

  @Test
  void countsWholeAddressesForOtherStrategies() {
    assertEquals(128, SourceMask.prefix(PluginUse.of("ike-spi"), Family.IPV6));
  }
}
