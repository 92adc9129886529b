package org.ikelb.exporter.kemp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form API v1: a URL a line, to be fetched in this order.
 *
 * <p>Stateless and thread-safe.
 */
final class ApiV1 {
  static final String BASE = "https://LOADMASTER/access/";

  private ApiV1() {}

  static String render(LoadMaster loadMaster) {
    return Call.of(loadMaster).stream().map(ApiV1::url).collect(Collectors.joining());
  }

  private static String url(Call call) {
    return call.parameters().entrySet().stream()
        .map(ApiV1::parameter)
        .collect(Collectors.joining("&", BASE + call.command() + "?", "\n"));
  }

  private static String parameter(Map.Entry<String, Object> parameter) {
    Object value = parameter.getValue();
    String text = value instanceof Boolean flag ? (flag ? "1" : "0") : value.toString();
    // A space is %20 in a URL; the plus sign is for forms.
    return parameter.getKey() + "=" + URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
