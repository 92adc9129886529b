package org.ikelb.config.binding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Makes a record from written values by the {@link org.ikelb.spi.Setting} of its components, and
 * reports all that is wrong. So that one mistake does not hide others, the record is made even then
 * if it can be: with the default in place of a wrong value. It is good only if nothing was
 * reported.
 *
 * <p>Stateless and thread-safe.
 */
public final class RecordBinder {
  private RecordBinder() {}

  /**
   * Binds all values.
   *
   * @param place where the values stand
   */
  public static <R extends Record> Optional<R> bind(
      Class<R> type, Map<String, ?> values, Place place) {
    return bind(type, values, place, Set.of());
  }

  /**
   * Binds all values.
   *
   * @param neighbours keys that others read from the same object: proposed for misspelt ones
   * @throws IllegalArgumentException if the record's declaration is itself wrong
   */
  public static <R extends Record> Optional<R> bind(
      Class<R> type, Map<String, ?> values, Place place, Set<String> neighbours) {
    List<SettingShape> shapes = SettingShape.of(type);
    AtomicBoolean anyWrong = new AtomicBoolean();
    Place inside =
        new Place(
            place.path(),
            finding -> {
              anyWrong.set(true);
              place.sink().accept(finding);
            });
    reportUnknown(shapes, values, inside, neighbours);
    Object[] arguments = new Object[shapes.size()];
    boolean complete = true;
    for (int i = 0; i < arguments.length; i++) {
      Optional<Object> value = component(shapes.get(i), values, inside);
      complete &= value.isPresent();
      arguments[i] = value.orElse("");
    }
    return complete ? construct(type, arguments, place, anyWrong.get()) : Optional.empty();
  }

  private static void reportUnknown(
      List<SettingShape> shapes, Map<String, ?> values, Place place, Set<String> neighbours) {
    List<String> known = new ArrayList<>(shapes.stream().map(SettingShape::key).toList());
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        List<String> proposals = new ArrayList<>(known);
        proposals.addAll(neighbours);
        proposals.removeAll(values.keySet());
        String nearest = Quoted.nearest(key, proposals);
        place.at(key).wrongKey("unknown key" + (nearest.isEmpty() ? known(known) : nearest));
      }
    }
  }

  private static String known(List<String> keys) {
    return keys.isEmpty()
        ? "; there is nothing to set here"
        : "; what can be set here is " + Quoted.allOf(keys);
  }

  private static Optional<Object> component(
      SettingShape shape, Map<String, ?> values, Place place) {
    Object written = values.get(shape.key());
    if (written == null) {
      if (shape.required()) {
        place.wrong(Quoted.name(shape.key()) + " is missing");
      }
      return fallback(shape, place);
    }
    Place inner = place.at(shape.key());
    Optional<Object> value =
        new ValueBinder(Bounds.of(shape.setting())).bind(shape.type(), written, inner);
    if (shape.atLeastOne() && (Map.of().equals(written) || List.of().equals(written))) {
      inner.wrong("must have at least one entry");
    }
    return value.isPresent() ? value : fallback(shape, place);
  }

  private static Optional<Object> fallback(SettingShape shape, Place place) {
    String text = shape.setting().defaultValue();
    return text.isEmpty()
        ? shape.whenAbsent()
        : new ValueBinder(Bounds.NONE).bindText(shape.type(), text, place.at(shape.key()));
  }

  /**
   * Makes it.
   *
   * @param anyWrong whether some arguments stand in for wrong values: then a rule of the record's
   *     own is broken by these, not by what was written, and not reported
   */
  private static <R extends Record> Optional<R> construct(
      Class<R> type, Object[] arguments, Place place, boolean anyWrong) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException rule) {
        if (!anyWrong) {
          place.wrong(String.valueOf(rule.getMessage()));
        }
        return Optional.empty();
      }
      throw new IllegalArgumentException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be made", e);
    }
  }
}
