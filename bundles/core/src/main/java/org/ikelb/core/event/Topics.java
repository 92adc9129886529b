package org.ikelb.core.event;

import java.util.Map;

/**
 * Tells other bundles.
 *
 * <p>Thread-safe; never waits for them.
 */
interface Topics {
  void post(String topic, Map<String, Object> values);

  /** Whether anybody listens for single sessions. */
  boolean wantsSessions();
}
