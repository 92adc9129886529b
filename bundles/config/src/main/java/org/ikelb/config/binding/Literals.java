package org.ikelb.config.binding;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ikelb.api.topology.PortRange;
import org.ikelb.config.problem.Quoted;
import org.ikelb.spi.Prefix;

/**
 * The types that are written as one string, number or boolean.
 *
 * <p>Stateless.
 */
final class Literals {
  private static final Map<Class<?>, Literal> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              int.class, written -> (int) whole(written, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(
              Integer.class, written -> (int) whole(written, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          Map.entry(long.class, written -> whole(written, Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry(Long.class, written -> whole(written, Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry(double.class, Literals::number),
          Map.entry(Double.class, Literals::number),
          Map.entry(boolean.class, Literals::flag),
          Map.entry(Boolean.class, Literals::flag),
          Map.entry(String.class, Literals::text),
          Map.entry(Duration.class, Durations::parse),
          Map.entry(InetAddress.class, Addresses::parse),
          Map.entry(Prefix.class, Literals::prefix),
          Map.entry(PortRange.class, Literals::ports));

  private Literals() {}

  /** Reads a written value as its type. */
  @FunctionalInterface
  private interface Literal {
    Object parse(Object written) throws WrongLiteral;
  }

  static boolean knows(Class<?> type) {
    return type.isEnum() || BY_TYPE.containsKey(type);
  }

  /** Whether values of it can be compared: those that a min or a max can be given for. */
  static boolean isOrdered(Class<?> type) {
    return (type.isPrimitive() && type != boolean.class)
        || Number.class.isAssignableFrom(type)
        || type == Duration.class
        || type == String.class;
  }

  static Object parse(Class<?> type, Object written) throws WrongLiteral {
    Literal literal = BY_TYPE.get(type);
    return literal == null ? constant(type, written) : literal.parse(written);
  }

  /** What an annotation says in text, as it would be written in the file. */
  static Object written(Class<?> type, String text) {
    if (type == boolean.class || type == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    }
    boolean whole =
        type == int.class || type == Integer.class || type == long.class || type == Long.class;
    return whole ? (Object) Long.valueOf(text) : text;
  }

  /** An enum constant's name in the file: lower case with dashes. */
  static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  private static Prefix prefix(Object written) throws WrongLiteral {
    String text = written instanceof String literal ? literal : "";
    try {
      return Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongLiteral(
          "must be a prefix like \"192.0.2.0/24\", was "
              + Quoted.value(written)
              + ": "
              + e.getMessage());
    }
  }

  private static Object constant(Class<?> type, Object written) throws WrongLiteral {
    List<String> names = constants(type);
    int index = written instanceof String ? names.indexOf(written) : -1;
    if (index < 0) {
      String hint = written instanceof String name ? Quoted.nearest(name, names) : "";
      throw new WrongLiteral(
          "must be " + Quoted.anyOf(names) + ", was " + Quoted.value(written) + hint);
    }
    return type.getEnumConstants()[index];
  }

  private static long whole(Object written, long min, long max) throws WrongLiteral {
    if (!(written instanceof Long value)) {
      boolean quoted = written instanceof String text && text.matches("-?\\d+");
      throw new WrongLiteral(
          "must be a whole number, was "
              + Quoted.value(written)
              + (quoted ? "; write it without quotes" : ""));
    }
    if (value < min || value > max) {
      throw new WrongLiteral("must be " + min + ".." + max + ", was " + value);
    }
    return value;
  }

  private static Object number(Object written) throws WrongLiteral {
    if (!(written instanceof Number value)) {
      throw new WrongLiteral("must be a number, was " + Quoted.value(written));
    }
    return value.doubleValue();
  }

  private static Object flag(Object written) throws WrongLiteral {
    if (!(written instanceof Boolean)) {
      throw new WrongLiteral("must be true or false, was " + Quoted.value(written));
    }
    return written;
  }

  private static Object text(Object written) throws WrongLiteral {
    if (!(written instanceof String)) {
      throw new WrongLiteral("must be a text in quotes, was " + Quoted.value(written));
    }
    return written;
  }

  private static Object ports(Object written) throws WrongLiteral {
    String text = written instanceof String string ? string : "";
    if (text.matches("\\d{1,5}-\\d{1,5}")) {
      int dash = text.indexOf('-');
      int first = Integer.parseInt(text.substring(0, dash));
      int last = Integer.parseInt(text.substring(dash + 1));
      if (1 <= first && first <= last && last <= 65535) {
        return new PortRange(first, last);
      }
    }
    throw new WrongLiteral(
        "must be ports from first to last like \"10240-32767\", was " + Quoted.value(written));
  }
}
