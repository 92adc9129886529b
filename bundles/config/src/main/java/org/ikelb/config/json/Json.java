package org.ikelb.config.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value and the offset at which it starts in its text. There is no null: the parser reports
 * it and leaves it out.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Json {
  int offset();

  /** The value alone: a Map, List, String, Long, Double or Boolean. */
  Object plain();

  /**
   * An object.
   *
   * @param offset of its brace
   * @param members by key, in the order of the text
   */
  record JsonObject(int offset, Map<String, Member> members) implements Json {
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      members.forEach((key, member) -> plain.put(key, member.value().plain()));
      return plain;
    }
  }

  /**
   * A value under its key.
   *
   * @param keyOffset of the key's opening quote
   * @param value what the key holds
   */
  record Member(int keyOffset, Json value) {}

  /**
   * A list.
   *
   * @param offset of its bracket
   * @param elements in the order of the text
   */
  record JsonArray(int offset, List<Json> elements) implements Json {
    public JsonArray {
      elements = List.copyOf(elements);
    }

    @Override
    public List<Object> plain() {
      List<Object> plain = new ArrayList<>(elements.size());
      elements.forEach(element -> plain.add(element.plain()));
      return plain;
    }
  }

  /**
   * A string, number or boolean.
   *
   * @param offset of its first character
   * @param plain a String, Long, Double or Boolean; a number is a Long if it is written as one
   */
  record JsonScalar(int offset, Object plain) implements Json {}
}
