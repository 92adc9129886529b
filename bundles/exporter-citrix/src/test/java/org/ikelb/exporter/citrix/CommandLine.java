package org.ikelb.exporter.citrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads commands as the appliance's command line would, by the synopses of its command reference,
 * and says by which NITRO requests the same would be made, so that NITRO's rules vet commands, too.
 * Knows only what is exported.
 */
final class CommandLine {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]+");
  private static final Pattern EXPRESSION = Pattern.compile("\"[A-Z0-9.(),]+\"");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final String FEATURE = "feature";

  /** What follows these words without a name, all of it needed, and the options there are. */
  private record Synopsis(String resource, List<String> positional, List<String> options) {}

  private static final Map<String, Synopsis> SYNOPSES =
      Map.of(
          "enable ns feature", new Synopsis("nsfeature", List.of(FEATURE), List.of()),
          "add server", new Synopsis("server", List.of("name", "ipaddress"), List.of()),
          "add lb monitor",
              new Synopsis(
                  "lbmonitor",
                  List.of("monitorname", "type"),
                  List.of(
                      "interval", "resptimeout", "retries", "successRetries", "downTime", "LRTM")),
          "add serviceGroup",
              new Synopsis(
                  "servicegroup",
                  List.of("servicegroupname", "servicetype"),
                  List.of(
                      "maxClient",
                      "usip",
                      "useproxyport",
                      "healthMonitor",
                      "cltTimeout",
                      "svrTimeout",
                      "downStateFlush")),
          "bind serviceGroup",
              new Synopsis(
                  "servicegroup_servicegroupmember_binding",
                  List.of("servicegroupname", "servername", "port"),
                  List.of("weight", "state")),
          "add lb vserver",
              new Synopsis(
                  "lbvserver",
                  List.of("name", "servicetype", "ipv46", "port"),
                  List.of("persistenceType", "lbMethod", "cltTimeout", "rule", "timeout")),
          "bind lb vserver",
              new Synopsis(
                  "lbvserver_servicegroup_binding", List.of("name", "servicegroupname"), List.of()),
          "add lb group",
              new Synopsis(
                  "lbgroup",
                  List.of("name"),
                  List.of(
                      "persistenceType",
                      "persistMask",
                      "v6persistmasklen",
                      "timeout",
                      "useVserverPersistency")),
          "bind lb group",
              new Synopsis("lbgroup_lbvserver_binding", List.of("name", "vservername"), List.of()));

  /** The other kind of {@code bind serviceGroup}. */
  private static final Synopsis MONITORED =
      new Synopsis(
          "servicegroup_lbmonitor_binding", List.of("servicegroupname"), List.of("monitorName"));

  private CommandLine() {}

  /** One for each command. */
  static JsonArray requests(String nsConf) {
    JsonArray requests = new JsonArray();
    nsConf
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> requests.add(request(line)));
    return requests;
  }

  private static JsonObject request(String line) {
    String command =
        SYNOPSES.keySet().stream()
            .filter(start -> line.startsWith(start + " "))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no command: " + line));
    Synopsis synopsis = line.contains(" -monitorName ") ? MONITORED : SYNOPSES.get(command);
    JsonObject values = values(line, command, synopsis);
    boolean feature = synopsis.positional().contains(FEATURE);
    JsonObject body = new JsonObject();
    body.add(synopsis.resource(), values);
    JsonObject request = new JsonObject();
    request.addProperty("method", command.startsWith("bind ") ? "PUT" : "POST");
    request.addProperty(
        "path", "/nitro/v1/config/" + synopsis.resource() + (feature ? "?action=enable" : ""));
    request.add("body", body);
    return request;
  }

  private static JsonObject values(String line, String command, Synopsis synopsis) {
    JsonObject values = new JsonObject();
    Iterator<String> positional = synopsis.positional().iterator();
    Iterator<String> words =
        List.of(line.substring(command.length() + 1).split(" ", -1)).iterator();
    while (words.hasNext()) {
      String word = word(words, line);
      if (word.startsWith("-")) {
        option(values, synopsis, word.substring(1), word(words, line), line);
      } else if (synopsis.positional().contains(FEATURE)) {
        feature(values, word, positional);
      } else {
        check(positional.hasNext(), "a word too many: " + word, line);
        put(values, positional.next(), word, line);
      }
    }
    check(!positional.hasNext(), "a word is missing", line);
    return values;
  }

  private static void option(
      JsonObject values, Synopsis synopsis, String name, String value, String line) {
    check(synopsis.options().contains(name), "no option: " + name, line);
    // NITRO's name of this one is another.
    String key = name.equals("monitorName") ? "monitor_name" : name.toLowerCase(Locale.ROOT);
    put(values, key, value, line);
  }

  private static void feature(JsonObject values, String word, Iterator<String> positional) {
    if (positional.hasNext()) {
      values.add(positional.next(), new JsonArray());
    }
    values.getAsJsonArray(FEATURE).add(word);
  }

  private static void put(JsonObject values, String key, String word, String line) {
    check(!values.has(key), key + " twice", line);
    boolean number = NUMBER.matcher(word).matches();
    values.add(key, number ? new JsonPrimitive(Long.parseLong(word)) : new JsonPrimitive(word));
  }

  private static String word(Iterator<String> words, String line) {
    check(words.hasNext(), "a value is missing", line);
    String word = words.next();
    if (EXPRESSION.matcher(word).matches()) {
      return word.substring(1, word.length() - 1);
    }
    check(WORD.matcher(word).matches(), "no word: " + word, line);
    return word;
  }

  private static void check(boolean holds, String problem, String line) {
    if (!holds) {
      throw new AssertionError(problem + " in: " + line);
    }
  }
}
