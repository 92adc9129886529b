package org.ikelb.core.persist;

import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The setting of how often sessions are saved, and so what a crash costs at most. Pure functions.
 *
 * <p>Thread-safe.
 */
public final class SaveInterval {
  /** Where nothing else is set. */
  public static final int SECONDS = 5;

  /** The framework property: whole seconds, 1..60. */
  static final String PROPERTY = "ikelb.state.interval";

  private static final Logger LOG = LoggerFactory.getLogger(SaveInterval.class);
  private static final int LONGEST = 60;

  private SaveInterval() {}

  /** What is set, in seconds. */
  static int of(BundleContext context) {
    String text = context.getProperty(PROPERTY);
    if (text == null) {
      return SECONDS;
    }
    try {
      int seconds = Integer.parseInt(text.trim());
      if (seconds >= 1 && seconds <= LONGEST) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      LOG.debug("event=no-number text={}", text, e);
    }
    LOG.warn(
        "event=setting-ignored name={} value={} rule=\"whole seconds, 1..{}\" used={}",
        PROPERTY,
        text,
        LONGEST,
        SECONDS);
    return SECONDS;
  }
}
