package org.ikelb.spi;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Probes gateways. Interval, rise and fall are core's business.
 *
 * <p>Called on control threads, for different gateways at the same time: thread-safe. One gateway
 * is probed by one call at a time. A monitor that throws says nothing about the gateway: its result
 * counts as UNKNOWN, and the failure is counted: see {@link PluginFactory}.
 */
@ConsumerType
public interface HealthMonitor extends AutoCloseable {
  /**
   * Probes once. May block up to the timeout.
   *
   * @param target whom to probe
   * @param timeout how long to wait for the answer
   * @return what it found; network errors are results, not exceptions
   * @throws InterruptedException if ikelb no longer wants the result
   */
  ProbeResult probe(ProbeTarget target, Duration timeout) throws InterruptedException;

  /** Frees what the monitor holds. No probe is running and none follows. */
  @Override
  default void close() {}
}
