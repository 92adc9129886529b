package org.ikelb.monitor.ike;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Duration;
import org.ikelb.api.diagnosis.MonitorLesson;
import org.ikelb.api.diagnosis.MonitorLessons;
import org.ikelb.spi.HealthMonitor;
import org.ikelb.spi.HealthMonitorFactory;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PluginFactory;
import org.ikelb.spi.ProbeTarget;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Learns with the questions of the monitors {@code ike} and {@code icmp}.
 *
 * <p>Thread-safe.
 */
@Component(service = MonitorLessons.class)
public final class Lessons implements MonitorLessons {
  @Reference(
      cardinality = OPTIONAL,
      policy = DYNAMIC,
      policyOption = GREEDY,
      target = "(" + PluginFactory.NAME + "=icmp)")
  volatile @Nullable HealthMonitorFactory<?> icmp;

  @Override
  public MonitorLesson learn(ProbeTarget target, Duration patience) throws InterruptedException {
    HealthMonitorFactory<?> factory = icmp;
    if (factory == null || factory.settingsType() != NoSettings.class) {
      return new Lesson(target, patience).learn();
    }
    @SuppressWarnings("unchecked") // as it has just said
    HealthMonitorFactory<NoSettings> pings = (HealthMonitorFactory<NoSettings>) factory;
    try (HealthMonitor ping = pings.create(new NoSettings())) {
      return new Lesson(target, patience).with(ping).learn();
    }
  }
}
