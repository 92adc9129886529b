package org.ikelb.monitor.icmp;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the monitor {@code icmp}, and warns while one is in use that may not ping.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=icmp", immediate = true)
public final class IcmpMonitorFactory implements HealthMonitorFactory<NoSettings>, WarningSource {
  private final Supplier<LibC> libC;
  private final Set<IcmpMonitor> open = ConcurrentHashMap.newKeySet();

  @Activate
  public IcmpMonitorFactory() {
    this(LibC::load);
  }

  IcmpMonitorFactory(Supplier<LibC> libC) {
    this.libC = libC;
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public HealthMonitor create(NoSettings settings) {
    IcmpMonitor monitor = new IcmpMonitor(libC, open::remove);
    open.add(monitor);
    return monitor;
  }

  @Override
  public List<Warning> warnings() {
    return open.stream()
        .flatMap(monitor -> monitor.obstacle().stream())
        .distinct()
        .map(text -> new Warning("ping-not-possible", "monitor icmp", text))
        .toList();
  }
}
