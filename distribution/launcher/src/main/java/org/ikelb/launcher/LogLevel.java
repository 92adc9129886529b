package org.ikelb.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;

/**
 * The service by which a bundle changes a logger's level: {@code BiFunction} with {@code
 * ikelb.role=log-level}. Takes the logger's name and the level, or {@code DEFAULT} for what {@code
 * conf/logback.xml} says; returns the level it had in effect.
 *
 * <p>Thread-safe.
 */
final class LogLevel implements BiFunction<String, String, String> {
  private static final String DEFAULT = "DEFAULT";

  /** What loggers had before they were changed; empty: what the logger above has. */
  private final Map<String, Optional<Level>> configured = new ConcurrentHashMap<>();

  static void register(BundleContext context) {
    context.registerService(
        BiFunction.class,
        new LogLevel(),
        FrameworkUtil.asDictionary(Map.of("ikelb.role", "log-level")));
  }

  @Override
  public String apply(String name, String level) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    Level previous = logger.getEffectiveLevel();
    Optional<Level> original =
        configured.computeIfAbsent(name, unused -> Optional.ofNullable(logger.getLevel()));
    logger.setLevel(level.equals(DEFAULT) ? original.orElse(null) : Level.toLevel(level, previous));
    return previous.toString();
  }
}
