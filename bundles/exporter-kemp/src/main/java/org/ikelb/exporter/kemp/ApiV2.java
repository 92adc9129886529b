package org.ikelb.exporter.kemp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form API v2: an array of the requests, one a line, to be sent in this order.
 *
 * <p>Stateless and thread-safe.
 */
final class ApiV2 {
  static final String API_KEY = "${KEMP_API_KEY}";

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ApiV2() {}

  static String render(LoadMaster loadMaster) {
    return Call.of(loadMaster).stream()
        .map(ApiV2::request)
        .collect(Collectors.joining(",\n ", "[\n ", "\n]\n"));
  }

  private static String request(Call call) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("cmd", call.command());
    request.put("apikey", API_KEY);
    request.putAll(call.parameters());
    return GSON.toJson(request);
  }
}
