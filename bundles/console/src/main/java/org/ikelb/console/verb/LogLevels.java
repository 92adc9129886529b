package org.ikelb.console.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log levels that were changed from the console, each until ikelb ends or its time is over.
 *
 * <p>Thread-safe.
 */
public final class LogLevels {
  /** The level that gives a logger back what the logging configuration says. */
  static final String DEFAULT = "default";

  private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);

  private final Alarm alarm;
  private final Map<String, Changed> changed = new LinkedHashMap<>();

  /** Runs something later, on a thread of its own. */
  @FunctionalInterface
  public interface Alarm {
    void after(Duration time, Runnable task);
  }

  /**
   * A logger that says more or less than the configuration wants.
   *
   * @param logger its name
   * @param level its level
   * @param until when that ends; empty: with ikelb
   */
  record Changed(String logger, String level, Optional<Instant> until) {}

  public LogLevels(Alarm alarm) {
    this.alarm = alarm;
  }

  /**
   * Sets a level.
   *
   * @param levels takes a logger and a level and returns the level it had; knows {@link #DEFAULT}
   * @return the level it had
   */
  synchronized String set(
      BiFunction<String, String, String> levels,
      String logger,
      String level,
      Optional<Duration> time,
      Instant now) {
    Changed change = new Changed(logger, level, time.map(now::plus));
    String previous = apply(levels, logger, level);
    changed.remove(logger); // so that the newest is the last
    if (!level.equals(DEFAULT)) {
      changed.put(logger, change);
      time.ifPresent(duration -> alarm.after(duration, () -> expire(levels, change)));
    }
    return previous;
  }

  /** The oldest first. */
  synchronized List<Changed> changed() {
    return new ArrayList<>(changed.values());
  }

  private synchronized void expire(BiFunction<String, String, String> levels, Changed change) {
    if (change.equals(changed.get(change.logger()))) {
      changed.remove(change.logger());
      apply(levels, change.logger(), DEFAULT);
      LOG.info("event=log-level-expired logger={} level={}", change.logger(), change.level());
    }
  }

  private static String apply(
      BiFunction<String, String, String> levels, String logger, String level) {
    return levels.apply(logger, level.toUpperCase(Locale.ROOT)).toLowerCase(Locale.ROOT);
  }
}
