package org.ikelb.config.change;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ikelb.config.json.Json;
import org.ikelb.config.json.Json.JsonObject;
import org.ikelb.config.json.Json.Member;
import org.ikelb.config.json.JsonParser;
import org.ikelb.config.json.SyntaxError;
import org.ikelb.config.problem.Place;

/**
 * Writes weights into the text of a topology and leaves all else as it is, comments too.
 *
 * <pre>
 *   "vpn1": { "address": "10.0.0.11", "weight": 1 }   the number is replaced
 *   "vpn2": { "address": "10.0.0.12" }                "weight": 3, is put behind the brace
 * </pre>
 */
final class WeightEdit {
  private static final String KEY = "weight";

  private final String text;
  private final NavigableMap<Integer, Edit> edits = new TreeMap<>();

  private WeightEdit(String text) {
    this.text = text;
  }

  /** So many characters from an offset become something else. */
  private record Edit(int length, String replacement) {}

  /**
   * The text with these weights.
   *
   * @param text a valid topology
   * @param weights by {@code pool/gateway}; gateways that the text does not have are left out
   */
  static String with(String text, Map<String, Integer> weights) {
    WeightEdit edit = new WeightEdit(text);
    Json document = edit.parse();
    weights.forEach(
        (gateway, weight) -> {
          String[] names = gateway.split("/", 2);
          child(document, "pools")
              .flatMap(pools -> child(pools, names[0]))
              .flatMap(pool -> child(pool, "gateways"))
              .flatMap(gateways -> child(gateways, names[1]))
              .ifPresent(found -> edit.set(found, weight));
        });
    return edit.apply();
  }

  private Json parse() {
    try {
      return JsonParser.parse(text, Place.root(finding -> {}));
    } catch (SyntaxError e) {
      throw new IllegalArgumentException("the running topology has a broken text", e);
    }
  }

  private static Optional<Json> child(Json json, String key) {
    return json instanceof JsonObject object
        ? Optional.ofNullable(object.members().get(key)).map(Member::value)
        : Optional.empty();
  }

  private void set(Json gateway, int weight) {
    Optional<Json> written = child(gateway, KEY);
    if (written.isPresent()) {
      int length = String.valueOf(written.get().plain()).length();
      edits.put(written.get().offset(), new Edit(length, String.valueOf(weight)));
    } else {
      edits.put(gateway.offset() + 1, new Edit(0, " \"" + KEY + "\": " + weight + ","));
    }
  }

  /** From the end, so that no edit moves the offset of another. */
  private String apply() {
    StringBuilder edited = new StringBuilder(text);
    edits
        .descendingMap()
        .forEach((at, edit) -> edited.replace(at, at + edit.length(), edit.replacement()));
    return edited.toString();
  }
}
