package org.ikelb.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @throws IllegalArgumentException if a component is not described
   */
  public static List<SettingShape> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(SettingShape::of).toList();
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
    Key key = component.getAnnotation(Key.class);
    return new SettingShape(
        key == null ? component.getName() : key.value(),
        component.getGenericType(),
        setting,
        component.isAnnotationPresent(AtLeastOne.class));
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
