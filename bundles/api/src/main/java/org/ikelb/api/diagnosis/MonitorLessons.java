package org.ikelb.api.diagnosis;

import java.time.Duration;
import org.ikelb.spi.ProbeTarget;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Learns which settings of the monitors fit a gateway.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface MonitorLessons {
  /**
   * Asks a gateway whatever those settings depend on. No question leaves a half-open SA behind.
   * Blocks for seven times the patience at most.
   *
   * @param patience how long each question waits for its answers
   */
  MonitorLesson learn(ProbeTarget target, Duration patience) throws InterruptedException;
}
