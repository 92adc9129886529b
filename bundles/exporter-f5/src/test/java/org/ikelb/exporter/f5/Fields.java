package org.ikelb.exporter.f5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a parsed object; each must be taken, so that nothing in a form goes unread. */
final class Fields {
  private final Map<String, Object> fields;

  Fields(Map<?, ?> fields) {
    this.fields = new LinkedHashMap<>();
    fields.forEach((key, value) -> this.fields.put(key.toString(), value));
  }

  Optional<String> optional(String key) {
    return Optional.ofNullable(fields.remove(key)).map(Fields::text);
  }

  String text(String key) {
    return optional(key).orElseThrow(() -> new AssertionError("no " + key + " in " + fields));
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  boolean flag(String key, String yes, String no) {
    String value = text(key);
    assertEquals(value.equals(yes) ? yes : no, value, key);
    return value.equals(yes);
  }

  Fields object(String key) {
    return new Fields((Map<?, ?>) take(key));
  }

  List<?> list(String key) {
    return (List<?>) take(key);
  }

  /** The only key, which is taken. */
  String onlyKey() {
    assertEquals(1, fields.size(), fields::toString);
    return fields.keySet().iterator().next();
  }

  Fields expect(String key, String value) {
    assertEquals(value, text(key), key);
    return this;
  }

  /** All keys that are left. */
  List<String> keys() {
    return List.copyOf(fields.keySet());
  }

  void done() {
    assertEquals(Map.of(), fields);
  }

  private Object take(String key) {
    return Optional.ofNullable(fields.remove(key))
        .orElseThrow(() -> new AssertionError("no " + key + " in " + fields));
  }

  /** Gson reads all numbers as doubles. */
  private static String text(Object value) {
    return value instanceof Double number ? String.valueOf(number.intValue()) : value.toString();
  }
}
