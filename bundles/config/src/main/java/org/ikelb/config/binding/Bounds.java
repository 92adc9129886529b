package org.ikelb.config.binding;

import org.ikelb.config.problem.Quoted;
import org.ikelb.spi.Setting;

/**
 * The range a literal must lie in.
 *
 * <p>Immutable and thread-safe.
 *
 * @param min as written in the file; empty: none
 * @param max as written in the file; empty: none
 */
record Bounds(String min, String max) {
  static final Bounds NONE = new Bounds("", "");

  static Bounds of(Setting setting) {
    return new Bounds(setting.min(), setting.max());
  }

  /** Checks a value of this type; {@code written} is how the file puts it. */
  void check(Class<?> type, Object value, Object written) throws WrongLiteral {
    boolean low = !min.isEmpty() && compare(value, bound(type, min)) < 0;
    boolean high = !max.isEmpty() && compare(value, bound(type, max)) > 0;
    if (low || high) {
      throw new WrongLiteral("must be " + this + ", was " + Quoted.value(written));
    }
  }

  private static Object bound(Class<?> type, String text) throws WrongLiteral {
    return Literals.parse(type, Literals.written(type, text));
  }

  @SuppressWarnings("unchecked") // both were made by the same literal
  private static int compare(Object value, Object bound) {
    return ((Comparable<Object>) value).compareTo(bound);
  }

  /** {@code 0..1000}, {@code at least 1} or {@code at most 10}. */
  @Override
  public String toString() {
    if (max.isEmpty()) {
      return "at least " + min;
    }
    if (min.isEmpty()) {
      return "at most " + max;
    }
    return min.equals(max) ? min : min + ".." + max;
  }
}
