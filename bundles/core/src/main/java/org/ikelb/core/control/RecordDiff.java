package org.ikelb.core.control;

import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ikelb.api.text.AddressText;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.view.Change;

/**
 * Says how two records of one kind differ: {@code weight 1 -> 2, maxSessions none -> 5}. Pure
 * functions.
 *
 * <p>Thread-safe.
 */
final class RecordDiff {
  private RecordDiff() {}

  /**
   * The names of the components that differ.
   *
   * @param ignored components that are compared elsewhere
   */
  static List<String> changed(Record before, Record after, Set<String> ignored) {
    List<String> changed = new ArrayList<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      if (!ignored.contains(component.getName())
          && !Objects.equals(value(before, component), value(after, component))) {
        changed.add(component.getName());
      }
    }
    return changed;
  }

  /** The components that differ, with their values before and after. */
  static List<Change.Value> values(Record before, Record after, Set<String> ignored) {
    List<String> changed = changed(before, after, ignored);
    List<Change.Value> values = new ArrayList<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      if (changed.contains(component.getName())) {
        values.add(
            new Change.Value(
                component.getName(),
                show(value(before, component)),
                show(value(after, component))));
      }
    }
    return values;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String show(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? show(optional.get()) : "none";
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? Integer.toString(optional.getAsInt()) : "none";
    }
    if (value instanceof PluginUse use) {
      return use.settings().isEmpty() ? use.type() : use.type() + " " + use.settings();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordDiff::show).toList().toString();
    }
    if (value instanceof InetAddress address) {
      return AddressText.of(address);
    }
    if (value instanceof Duration duration) {
      return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
    return String.valueOf(value);
  }
}
