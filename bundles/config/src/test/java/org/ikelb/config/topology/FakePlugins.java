package org.ikelb.config.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Setting;

/** The shipped plugins by name, with settings of every type. */
public final class FakePlugins {
  private static final PluginFactory<NoSettings> PLAIN = () -> NoSettings.class;
  private static final PluginFactory<SourceIp> SOURCE_IP = () -> SourceIp.class;
  private static final PluginFactory<RateLimit> RATE_LIMIT = () -> RateLimit.class;
  private static final PluginFactory<Probe> PROBE = () -> Probe.class;
  private static final PluginFactory<Undescribed> UNDESCRIBED = () -> Undescribed.class;

  private record SourceIp(
      @Setting(help = "IPv4", min = "0", max = "32", defaultValue = "32") int prefix4,
      @Setting(help = "IPv6", min = "0", max = "128", defaultValue = "56") int prefix6) {}

  private record RateLimit(
      @Setting(help = "Rate", min = "0.1", defaultValue = "10") double perSecond,
      @Setting(help = "Window", min = "1s", max = "1h", defaultValue = "1m") Duration window,
      @Setting(help = "Never refused") List<String> except) {}

  private record Probe(@Setting(help = "Identity") Optional<String> identity) {}

  private record Undescribed(int what) {}

  private FakePlugins() {}

  public static InstalledPlugins installed() {
    InstalledPlugins installed = new InstalledPlugins();
    Map.of("source-ip", SOURCE_IP, "ike-spi", PLAIN)
        .forEach(add(installed, ExtensionPoint.PERSISTENCY_STRATEGY));
    Map.of("maglev", PLAIN, "weighted-round-robin", PLAIN, "least-sessions", PLAIN)
        .forEach(add(installed, ExtensionPoint.BALANCING_METHOD));
    Map.of("ike", PROBE, "icmp", PLAIN).forEach(add(installed, ExtensionPoint.MONITOR));
    Map.of("rate-limit", RATE_LIMIT, "cookie", PLAIN, "broken", UNDESCRIBED)
        .forEach(add(installed, ExtensionPoint.GUARD));
    return installed;
  }

  private static BiConsumer<String, PluginFactory<?>> add(
      InstalledPlugins installed, ExtensionPoint point) {
    return (name, factory) -> installed.add(point, factory, Map.of(PluginFactory.NAME, name));
  }
}
