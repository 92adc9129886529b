package org.ikelb.config.binding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.config.problem.Quoted;

/**
 * Durations as written in the file: a whole number and a unit, {@code 500ms}, {@code 5s}, {@code
 * 2m}, {@code 8h}, {@code 7d}.
 *
 * <p>Stateless.
 */
final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([A-Za-z]*)");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("ms", Duration.ofMillis(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("d", Duration.ofDays(1));
  }

  private Durations() {}

  static Duration parse(Object written) throws WrongLiteral {
    Matcher matcher = WRITTEN.matcher(written instanceof String text ? text : "");
    if (!matcher.matches()) {
      throw new WrongLiteral(
          "must be a duration in quotes like \"5s\", \"2m\" or \"8h\", was "
              + Quoted.value(written));
    }
    Duration unit = UNITS.get(matcher.group(2));
    if (unit == null) {
      List<String> units = new ArrayList<>(UNITS.keySet());
      throw new WrongLiteral(
          "must have the unit " + Quoted.anyOf(units) + ", was " + Quoted.value(written));
    }
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }
}
