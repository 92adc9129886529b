package org.ikelb.exporter.f5;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in the schema's defaults as AS3 does: in all branches that hold for the object, not in the
 * alternatives of oneOf, anyOf and not.
 *
 * @param schema the whole
 */
record As3Defaults(JsonNode schema) {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "properties",
          "required",
          "type",
          "const",
          "enum",
          "not",
          "allOf",
          "anyOf",
          "items",
          "minItems",
          "maxItems");

  void apply(ObjectNode declaration) {
    apply(schema.at("/definitions/AS3"), declaration);
  }

  private void apply(JsonNode rule, JsonNode value) {
    if (rule.has("$ref")) {
      apply(schema.at(rule.get("$ref").asString().substring(1)), value);
      return;
    }
    if (value instanceof ObjectNode object) {
      properties(rule, object);
    }
    if (value.isArray() && rule.has("items")) {
      value.forEach(item -> apply(rule.get("items"), item));
    }
    rule.path("allOf").forEach(part -> apply(part, value));
    if (rule.has("if")) {
      apply(rule.path(holds(rule.get("if"), value) ? "then" : "else"), value);
    }
  }

  private void properties(JsonNode rule, ObjectNode object) {
    JsonNode known = rule.path("properties");
    for (Map.Entry<String, JsonNode> property : known.properties()) {
      if (!object.has(property.getKey()) && property.getValue().has("default")) {
        object.set(property.getKey(), property.getValue().get("default").deepCopy());
      }
      if (object.has(property.getKey())) {
        apply(property.getValue(), object.get(property.getKey()));
      }
    }
    JsonNode others = rule.path("additionalProperties");
    for (Map.Entry<String, JsonNode> property : Set.copyOf(object.properties())) {
      if (others.isObject() && !known.has(property.getKey())) {
        apply(others, property.getValue());
      }
    }
  }

  /** Whether a condition holds; the schema's conditions are simple. */
  private boolean holds(JsonNode condition, JsonNode value) {
    for (String keyword : condition.propertyNames()) {
      if (!UNDERSTOOD.contains(keyword)) {
        throw new AssertionError("a condition of another kind: " + condition);
      }
    }
    return holdsItself(condition, value) && holdsWithin(condition, value);
  }

  private boolean holdsItself(JsonNode condition, JsonNode value) {
    JsonNode type = condition.path("type");
    return (type.isMissingNode() || isOf(type.asString(), value))
        && (!condition.has("const") || condition.get("const").equals(value))
        && (!condition.has("enum") || condition.get("enum").valueStream().anyMatch(value::equals))
        && (!condition.has("not") || !holds(condition.get("not"), value))
        && condition.path("allOf").valueStream().allMatch(part -> holds(part, value))
        && (!condition.has("anyOf")
            || condition.get("anyOf").valueStream().anyMatch(part -> holds(part, value)));
  }

  private boolean holdsWithin(JsonNode condition, JsonNode value) {
    if (value.isArray()) {
      return value.size() >= condition.path("minItems").asInt(0)
          && value.size() <= condition.path("maxItems").asInt(Integer.MAX_VALUE)
          && (!condition.has("items")
              || value.valueStream().allMatch(item -> holds(condition.get("items"), item)));
    }
    return condition.path("required").valueStream().allMatch(key -> value.has(key.asString()))
        && condition.path("properties").properties().stream()
            .allMatch(
                property ->
                    !value.has(property.getKey())
                        || holds(property.getValue(), value.get(property.getKey())));
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer", "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new AssertionError("a type of another kind: " + type);
    };
  }
}
