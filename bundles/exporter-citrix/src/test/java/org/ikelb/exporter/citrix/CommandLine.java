package org.ikelb.exporter.citrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads commands as the appliance's command line would, by the synopses of its command reference,
 * and says which NITRO objects they make. Knows only what is exported.
 */
final class CommandLine {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]+");

  /** What follows these words without a name, and the options there are. */
  private record Synopsis(String resource, List<String> positional, List<String> options) {}

  private static final Map<String, Synopsis> SYNOPSES =
      Map.of(
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
                  List.of("monitorName", "weight", "state")),
          "add lb vserver",
              new Synopsis(
                  "lbvserver",
                  List.of("name", "servicetype", "ipv46", "port"),
                  List.of("persistenceType", "lbMethod", "cltTimeout")),
          "bind lb vserver",
              new Synopsis(
                  "lbvserver_servicegroup_binding", List.of("name", "servicegroupname"), List.of()),
          "add lb group",
              new Synopsis(
                  "lbgroup",
                  List.of("name"),
                  List.of("persistenceType", "persistMask", "v6persistmasklen", "timeout")),
          "bind lb group",
              new Synopsis("lbgroup_lbvserver_binding", List.of("name", "vservername"), List.of()));

  private CommandLine() {}

  /** Each object as text: its resource and its values, sorted. */
  static List<String> objects(String nsConf) {
    List<String> objects = new ArrayList<>();
    for (String line : nsConf.split("\n", -1)) {
      if (!line.isEmpty()
          && !line.startsWith("#")
          && !line.matches("enable ns feature LB( IPv6PT)?")) {
        objects.add(object(line));
      }
    }
    return objects;
  }

  private static String object(String line) {
    String command =
        SYNOPSES.keySet().stream()
            .filter(start -> line.startsWith(start + " "))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no command: " + line));
    List<String> words = List.of(line.substring(command.length() + 1).split(" ", -1));
    Synopsis synopsis = SYNOPSES.get(command);
    Map<String, String> values = new LinkedHashMap<>();
    int position = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!WORD.matcher(word).matches()) {
        throw new AssertionError("no word: " + word + " in: " + line);
      }
      if (!word.startsWith("-")) {
        values.put(synopsis.positional().get(position++), word);
      } else if (synopsis.options().contains(word.substring(1))) {
        values.put(word.substring(1).toLowerCase(Locale.ROOT), words.get(++i));
      } else {
        throw new AssertionError("no option: " + word + " in: " + line);
      }
    }
    String resource = synopsis.resource();
    if (values.containsKey("monitorname") && command.startsWith("bind")) {
      resource = "servicegroup_lbmonitor_binding";
      values.put("monitor_name", values.remove("monitorname"));
    }
    return resource + new TreeMap<>(values);
  }
}
