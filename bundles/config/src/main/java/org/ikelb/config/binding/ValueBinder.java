package org.ikelb.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.config.problem.Place;
import org.ikelb.config.problem.Quoted;

/**
 * Binds one written value to its type. Where a list is due, one entry may stand alone.
 *
 * <p>Immutable and thread-safe.
 *
 * @param bounds of the literals in it
 */
record ValueBinder(Bounds bounds) {

  /** The value; empty if it is wrong, which then was reported. */
  Optional<Object> bind(Type type, Object written, Place place) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, written, place);
    }
    Class<?> plain = (Class<?>) type;
    if (Literals.knows(plain)) {
      return literal(plain, written, place);
    }
    if (plain == PluginUse.class) {
      return plugin(written, place);
    }
    if (plain.isRecord()) {
      return object(written, place)
          .flatMap(values -> RecordBinder.bind(plain.asSubclass(Record.class), values, place));
    }
    throw new IllegalArgumentException(type + " cannot be bound");
  }

  /** A value from an annotation; {@code {}} is an empty object, entries of a list have commas. */
  Optional<Object> bindText(Type type, String text, Place place) {
    if (text.equals("{}")) {
      return bind(type, Map.of(), place);
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
      List<Object> entries = new ArrayList<>();
      for (String entry : text.split(",", -1)) {
        entries.add(Literals.written(element, entry.strip()));
      }
      return bind(type, entries, place);
    }
    Type inner =
        type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : type;
    return bind(type, Literals.written((Class<?>) inner, text), place);
  }

  private Optional<Object> container(ParameterizedType generic, Object written, Place place) {
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == Optional.class) {
      return bind(arguments[0], written, place).map(Optional::of);
    }
    if (generic.getRawType() == List.class) {
      return Optional.of(list(arguments[0], written, place));
    }
    if (generic.getRawType() == Map.class) {
      return object(written, place).map(values -> map(arguments[1], values, place));
    }
    throw new IllegalArgumentException(generic + " cannot be bound");
  }

  private Optional<Object> literal(Class<?> type, Object written, Place place) {
    try {
      Object value = Literals.parse(type, written);
      bounds.check(type, value, written);
      return Optional.of(value);
    } catch (WrongLiteral e) {
      place.wrong(e.getMessage());
      return Optional.empty();
    }
  }

  /** Empty if an entry is wrong: without it, the others would not be where they stand. */
  private List<Object> list(Type element, Object written, Place place) {
    if (!(written instanceof List<?> entries)) {
      return bind(element, written, place).map(List::of).orElseGet(List::of);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      bind(element, entries.get(i), place.at(i)).ifPresent(values::add);
    }
    return values.size() == entries.size() ? values : List.of();
  }

  private Map<String, Object> map(Type entry, Map<String, ?> written, Place place) {
    Map<String, Object> values = new LinkedHashMap<>();
    written.forEach(
        (name, value) -> {
          Place inner = place.at(name);
          ObjectName.check(name, inner);
          bind(entry, value, inner).ifPresent(bound -> values.put(name, bound));
        });
    return values;
  }

  private Optional<Object> plugin(Object written, Place place) {
    if (written instanceof String type) {
      return Optional.of(PluginUse.of(type));
    }
    if (!(written instanceof Map)) {
      place.wrong(
          "must be a plugin's name, or an object with its \"type\", was " + Quoted.value(written));
      return Optional.empty();
    }
    Map<String, Object> settings = new LinkedHashMap<>(object(written, place).orElseThrow());
    Object type = settings.remove("type");
    if (type == null) {
      place.wrong("\"type\" is missing: it names the plugin");
      return Optional.empty();
    }
    return literal(String.class, type, place.at("type"))
        .map(name -> new PluginUse((String) name, settings));
  }

  @SuppressWarnings("unchecked") // the keys of a written object are strings
  private static Optional<Map<String, Object>> object(Object written, Place place) {
    if (written instanceof Map) {
      return Optional.of((Map<String, Object>) written);
    }
    place.wrong("must be an object in { }, was " + Quoted.value(written));
    return Optional.empty();
  }
}
