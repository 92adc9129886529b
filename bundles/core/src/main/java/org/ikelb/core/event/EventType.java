package org.ikelb.core.event;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.event.Level;

/**
 * A kind of event, as its record declares it.
 *
 * @param name the value of {@code event=}
 * @param topic its whole EventAdmin topic
 */
record EventType(String name, String topic, Level level, String help, List<Key> keys) {
  private static final String TOPICS = "org/ikelb/";

  /**
   * One of its keys.
   *
   * @param unit empty: none
   */
  record Key(String name, String unit, String help, Method read) {}

  /** Reads the declaration. */
  static EventType of(Class<?> type) {
    EventKind kind = type.getAnnotation(EventKind.class);
    if (kind == null) {
      throw new IllegalArgumentException(type + " has no @EventKind");
    }
    List<Key> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      EventKind.Key key = component.getAnnotation(EventKind.Key.class);
      if (key == null) {
        throw new IllegalArgumentException(type + ": " + component.getName() + " has no @Key");
      }
      String name = snakeCase(component.getName());
      keys.add(new Key(name, key.unit(), key.value(), component.getAccessor()));
    }
    return new EventType(
        kind.name(), TOPICS + kind.topic(), kind.level(), kind.help(), List.copyOf(keys));
  }

  /** All there are, by name. */
  static List<EventType> all() {
    List<EventType> all = new ArrayList<>();
    collect(Event.class, all);
    all.sort(Comparator.comparing(EventType::name)); // the compiler knows no order of its own
    return all;
  }

  private static void collect(Class<?> type, List<EventType> into) {
    if (type.isRecord()) {
      into.add(of(type));
    } else {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, into);
      }
    }
  }

  /** What an event of this type says, in the order of the keys: see {@link EventValue}. */
  Map<String, Object> values(Event event) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key key : keys) {
      try {
        Object value = Objects.requireNonNull(key.read.invoke(event), key.name);
        values.put(key.name, EventValue.of(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + key.name + " of " + name, e);
      }
    }
    return values;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
