package org.ikelb.config.change;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;

/**
 * The history as the document {@code state/topologies.json}. Pure functions.
 *
 * <pre>
 * { "version": 1,
 *   "applied": [ { "number": 7, "at": "2026-03-01T12:00:00Z", "author": "console", "source": "conf/ikelb.json",
 *                  "standing": "UNCONFIRMED", "confirmBy": "...", "text": "{ ... }",
 *                  "weights": { "vpn/vpn1": 3 } } ] }
 * </pre>
 */
final class HistoryJson {
  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private HistoryJson() {}

  /**
   * Writes it.
   *
   * @param entries oldest first
   */
  static String write(List<Entry> entries) {
    JsonArray applied = new JsonArray();
    entries.forEach(entry -> applied.add(write(entry)));
    JsonObject document = new JsonObject();
    document.addProperty("version", VERSION);
    document.add("applied", applied);
    return GSON.toJson(document) + "\n";
  }

  private static JsonObject write(Entry entry) {
    AppliedTopology topology = entry.topology();
    JsonObject object = new JsonObject();
    object.addProperty("number", topology.number());
    object.addProperty("at", topology.at().toString());
    object.addProperty("author", topology.author());
    object.addProperty("source", topology.source());
    object.addProperty("standing", topology.standing().name());
    topology.confirmBy().ifPresent(end -> object.addProperty("confirmBy", end.toString()));
    object.addProperty("text", entry.text());
    if (!entry.weights().isEmpty()) {
      JsonObject weights = new JsonObject();
      new TreeMap<>(entry.weights()).forEach(weights::addProperty);
      object.add("weights", weights);
    }
    return object;
  }

  /**
   * Reads it.
   *
   * @throws RuntimeException of some kind, if it is not such a document
   */
  static List<Entry> read(String text) {
    JsonObject document = JsonParser.parseString(text).getAsJsonObject();
    int version = document.get("version").getAsInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it has version " + version + ", this ikelb reads " + VERSION);
    }
    List<Entry> entries = new ArrayList<>();
    document.getAsJsonArray("applied").forEach(entry -> entries.add(read(entry.getAsJsonObject())));
    return entries;
  }

  private static Entry read(JsonObject object) {
    AppliedTopology topology =
        new AppliedTopology(
            object.get("number").getAsLong(),
            Instant.parse(object.get("at").getAsString()),
            object.get("author").getAsString(),
            object.get("source").getAsString(),
            Standing.valueOf(object.get("standing").getAsString()),
            Optional.ofNullable(object.get("confirmBy"))
                .map(JsonElement::getAsString)
                .map(Instant::parse));
    return new Entry(topology, object.get("text").getAsString(), weights(object));
  }

  private static Map<String, Integer> weights(JsonObject object) {
    Map<String, Integer> weights = new TreeMap<>();
    Optional.ofNullable(object.getAsJsonObject("weights"))
        .map(JsonObject::entrySet)
        .orElse(Set.of())
        .forEach(weight -> weights.put(weight.getKey(), weight.getValue().getAsInt()));
    return weights;
  }
}
