package org.ikelb.api;

import java.time.Duration;
import java.util.Optional;
import org.ikelb.api.view.AfterDrain;

/**
 * How a gateway is to be drained.
 *
 * @param maxWait how long its sessions may take to end; empty: as long as they last
 * @param then what happens to those that are left after that
 */
public record DrainOrder(Optional<Duration> maxWait, AfterDrain then) {
  /** Waits for as long as it takes. */
  public static final DrainOrder PATIENT = new DrainOrder(Optional.empty(), AfterDrain.KEEP);
}
