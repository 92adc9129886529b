package org.ikelb.config.binding;

import java.lang.reflect.Type;
import java.util.List;
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

  /** Checks the bounds themselves, as those of this type. */
  void check(Type type) throws WrongLiteral {
    if (equals(NONE)) {
      return;
    }
    if (!(type instanceof Class<?> plain) || !Literals.isOrdered(plain)) {
      throw new WrongLiteral("has a min or a max, and " + type.getTypeName() + " has no order");
    }
    if (!min.isEmpty() && !max.isEmpty() && compare(bound(plain, min), bound(plain, max)) > 0) {
      throw new WrongLiteral("no value can be right: its min is " + min + ", its max " + max);
    }
    for (String bound : List.of(min, max)) {
      if (!bound.isEmpty()) {
        Object unused = bound(plain, bound);
      }
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
