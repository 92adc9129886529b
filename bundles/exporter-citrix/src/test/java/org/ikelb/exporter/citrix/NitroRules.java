package org.ikelb.exporter.citrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what NITRO would not take in a list of requests. */
final class NitroRules {
  private static final String ROOT = "/nitro/v1/config/";
  private static final String OPERATIONS = "_supported_operations";

  /** Lowest and highest numbers; the resource map has none. */
  static final Map<String, long[]> RANGES =
      Map.ofEntries(
          Map.entry("lbgroup.timeout", new long[] {2, 1440}),
          Map.entry("lbgroup.v6persistmasklen", new long[] {1, 128}),
          Map.entry("lbmonitor.interval", new long[] {1, 20_940}),
          Map.entry("lbmonitor.resptimeout", new long[] {1, 20_939}),
          Map.entry("lbmonitor.retries", new long[] {1, 127}),
          Map.entry("lbmonitor.successretries", new long[] {1, 32}),
          Map.entry("lbmonitor.downtime", new long[] {1, 20_939}),
          Map.entry("lbvserver.clttimeout", new long[] {1, 31_536_000}),
          Map.entry("lbvserver.timeout", new long[] {2, 1440}),
          Map.entry("lbvserver.port", new long[] {1, 65_535}),
          Map.entry("servicegroup.clttimeout", new long[] {1, 31_536_000}),
          Map.entry("servicegroup.svrtimeout", new long[] {1, 31_536_000}),
          Map.entry("servicegroup.maxclient", new long[] {0, 4_294_967_294L}),
          Map.entry("servicegroup_servicegroupmember_binding.port", new long[] {1, 65_535}),
          Map.entry("servicegroup_servicegroupmember_binding.weight", new long[] {1, 100}));

  /** Values that name an object of another resource. */
  private static final Map<String, String> REFERENCES =
      Map.of(
          "servicegroup_servicegroupmember_binding.servicegroupname", "servicegroup",
          "servicegroup_servicegroupmember_binding.servername", "server",
          "servicegroup_lbmonitor_binding.servicegroupname", "servicegroup",
          "servicegroup_lbmonitor_binding.monitor_name", "lbmonitor",
          "lbvserver_servicegroup_binding.name", "lbvserver",
          "lbvserver_servicegroup_binding.servicegroupname", "servicegroup",
          "lbgroup_lbvserver_binding.name", "lbgroup",
          "lbgroup_lbvserver_binding.vservername", "lbvserver");

  private final JsonObject resources;
  private final Map<String, Set<String>> made = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private NitroRules(JsonObject resources) {
    this.resources = resources;
  }

  static List<String> problems(String requests) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            NitroRules.class.getResourceAsStream("/nitro/nitro-resources.json"),
            StandardCharsets.UTF_8)) {
      NitroRules rules = new NitroRules(JsonParser.parseReader(reader).getAsJsonObject());
      JsonParser.parseString(requests)
          .getAsJsonArray()
          .forEach(request -> rules.request(request.getAsJsonObject()));
      return rules.problems;
    }
  }

  private void request(JsonObject request) {
    JsonObject body = request.getAsJsonObject("body");
    if (!request.keySet().equals(Set.of("method", "path", "body")) || body.size() != 1) {
      problems.add("no request: " + request);
      return;
    }
    String name = body.keySet().iterator().next();
    JsonObject resource = resources.getAsJsonObject(name);
    if (resource == null) {
      problems.add("no resource: " + name);
      return;
    }
    String operation = contains(resource.getAsJsonArray(OPERATIONS), "add") ? "add" : "enable";
    String method = name.endsWith("_binding") ? "PUT" : "POST";
    String path = ROOT + name + (operation.equals("add") ? "" : "?action=" + operation);
    if (!request.get("path").getAsString().equals(path)
        || !request.get("method").getAsString().equals(method)
        || !contains(resource.getAsJsonArray(OPERATIONS), operation)) {
      problems.add("cannot be made so: " + request);
    }
    values(name, operation, resource, body.getAsJsonObject(name));
  }

  private void values(String name, String operation, JsonObject resource, JsonObject values) {
    String key = resource.get("primary_key").getAsString();
    JsonArray known = resource.getAsJsonArray(operation + "_payload_keys");
    if (key.isEmpty()) {
      // There is only one of it.
      if (!values.keySet().equals(Set.of(known.get(0).getAsString()))) {
        problems.add(name + " needs " + known);
      }
    } else if (!values.has(key)) {
      problems.add(name + " has no " + key);
    } else if (!name.endsWith("_binding")
        && !made.computeIfAbsent(name, n -> new HashSet<>()).add(values.get(key).getAsString())) {
      problems.add(name + " is made twice: " + values.get(key));
    }
    for (Map.Entry<String, JsonElement> value : values.entrySet()) {
      String path = name + "." + value.getKey();
      if (!contains(known, value.getKey())) {
        problems.add(path + " is unknown");
        continue;
      }
      JsonObject declared =
          resource.getAsJsonObject("readwrite_arguments").getAsJsonObject(value.getKey());
      boolean list = declared.get("type").getAsString().equals("list");
      if (list != value.getValue().isJsonArray()) {
        problems.add(path + " has the wrong type: " + value);
      } else if (list) {
        value.getValue().getAsJsonArray().forEach(element -> value(path, declared, element));
      } else {
        value(path, declared, value.getValue());
      }
    }
  }

  private void value(String path, JsonObject declared, JsonElement value) {
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    boolean number = declared.get("type").getAsString().equals("int");
    if (number ? !primitive.isNumber() : !primitive.isString()) {
      problems.add(path + " has the wrong type: " + value);
      return;
    }
    if (declared.has("choices")
        && !contains(declared.getAsJsonArray("choices"), value.getAsString())) {
      problems.add(path + " cannot be " + value);
    }
    long[] range = RANGES.get(path);
    if (number && range == null) {
      problems.add(path + " has no range here");
    } else if (number && (value.getAsLong() < range[0] || value.getAsLong() > range[1])) {
      problems.add(path + " is out of range: " + value);
    }
    String referred = REFERENCES.get(path);
    if (referred != null && !made.getOrDefault(referred, Set.of()).contains(value.getAsString())) {
      problems.add(path + " is not there yet: " + value);
    }
  }

  private static boolean contains(JsonArray array, String value) {
    return array.contains(new JsonPrimitive(value));
  }
}
