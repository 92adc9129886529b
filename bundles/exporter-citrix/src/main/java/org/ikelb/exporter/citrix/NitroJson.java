package org.ikelb.exporter.citrix;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes objects as NITRO requests: features are enabled and objects added by POST, bindings made
 * by PUT.
 *
 * <pre>
 *   [ { "method": "POST", "path": "/nitro/v1/config/lbgroup", "body": { "lbgroup": { ... } } }, ... ]
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
final class NitroJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private NitroJson() {}

  static String write(List<CitrixObject> objects) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (CitrixObject object : objects) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("method", object.kind().method());
      request.put("path", object.kind().path());
      request.put("body", Map.of(object.kind().resource(), object.values()));
      requests.add(request);
    }
    return GSON.toJson(requests) + "\n";
  }
}
