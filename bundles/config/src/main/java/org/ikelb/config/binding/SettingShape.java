package org.ikelb.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.spi.Setting;

/**
 * One setting as its record component declares it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key as written in the file
 * @param type the component's type
 * @param setting its description
 * @param atLeastOne whether a list or map must have an entry
 */
public record SettingShape(String key, Type type, Setting setting, boolean atLeastOne) {

  /**
   * The settings of a record, in its order.
   *
   * @throws IllegalArgumentException if a component is not described, or no value can be right
   */
  public static List<SettingShape> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(SettingShape::of).toList();
  }

  /**
   * Refuses a record that nobody can give a value to, whatever is written.
   *
   * @param taken keys that mean something else where its values stand
   * @throws IllegalArgumentException with what is wrong
   */
  public static void check(Class<? extends Record> type, Set<String> taken) {
    for (SettingShape shape : of(type)) {
      if (taken.contains(shape.key)) {
        throw new IllegalArgumentException(
            type.getName()
                + "."
                + shape.key
                + " can never be set: the key \""
                + shape.key
                + "\" beside it means something else; give it another name");
      }
    }
  }

  private static SettingShape of(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + " has no @Setting");
    }
    try {
      Bounds.of(setting).check(literal(component.getGenericType()));
    } catch (WrongLiteral | NumberFormatException e) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + ": "
              + e.getMessage(),
          e);
    }
    Key key = component.getAnnotation(Key.class);
    return new SettingShape(
        key == null ? component.getName() : key.value(),
        component.getGenericType(),
        setting,
        component.isAnnotationPresent(AtLeastOne.class));
  }

  /** What its bounds are for: what is in the container, in the end. */
  private static Type literal(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return literal(arguments[arguments.length - 1]);
    }
    return type;
  }

  /** Whether the file must have it. */
  public boolean required() {
    return atLeastOne || (whenAbsent().isEmpty() && setting.defaultValue().isEmpty());
  }

  /** What the record gets where there is no value, a default aside: an empty container. */
  Optional<Object> whenAbsent() {
    if (is(Optional.class)) {
      return Optional.of(Optional.empty());
    }
    if (is(List.class)) {
      return Optional.of(List.of());
    }
    return is(Map.class) ? Optional.of(Map.of()) : Optional.empty();
  }

  private boolean is(Class<?> container) {
    return type instanceof ParameterizedType generic && generic.getRawType() == container;
  }
}
