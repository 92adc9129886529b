package org.ikelb.config.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.Setting;

/** The shipped plugins by name, with settings of every type. */
public final class FakePlugins implements Plugins {
  private static final PluginFactory<NoSettings> PLAIN = () -> NoSettings.class;
  private static final PluginFactory<SourceIp> SOURCE_IP = () -> SourceIp.class;
  private static final PluginFactory<RateLimit> RATE_LIMIT = () -> RateLimit.class;
  private static final PluginFactory<Probe> PROBE = () -> Probe.class;
  private static final PluginFactory<Undescribed> UNDESCRIBED = () -> Undescribed.class;

  private record SourceIp(
      @Setting(help = "IPv4", min = "0", max = "32", defaultValue = "32") int prefix4,
      @Setting(help = "IPv6", min = "0", max = "128", defaultValue = "64") int prefix6) {}

  private record RateLimit(
      @Setting(help = "Rate", min = "0.1", defaultValue = "10") double perSecond,
      @Setting(help = "Window", min = "1s", max = "1h", defaultValue = "1m") Duration window,
      @Setting(help = "Never refused") List<String> except) {}

  private record Probe(@Setting(help = "Identity") Optional<String> identity) {}

  private record Undescribed(int what) {}

  @Override
  public Map<String, PluginFactory<?>> of(ExtensionPoint point) {
    return switch (point) {
      case PERSISTENCY_STRATEGY -> Map.of("source-ip", SOURCE_IP, "ike-spi", PLAIN);
      case BALANCING_METHOD ->
          Map.of("maglev", PLAIN, "weighted-round-robin", PLAIN, "least-sessions", PLAIN);
      case MONITOR -> Map.of("ike", PROBE, "icmp", PLAIN);
      case GUARD -> Map.of("rate-limit", RATE_LIMIT, "broken", UNDESCRIBED);
    };
  }
}
