package org.ikelb.exporter.citrix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ikelb.exporter.kit.Findings;

/**
 * Writes objects as commands, one a line, with the findings as comments before them.
 *
 * <p>Names are letters, digits, dashes and underscores, so nothing needs quotes but expressions.
 *
 * <p>Stateless and thread-safe.
 */
final class NsConf {
  /** Options whose names are more than lower case letters; all others are as in NITRO. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("clttimeout", "cltTimeout"),
          Map.entry("downstateflush", "downStateFlush"),
          Map.entry("downtime", "downTime"),
          Map.entry("healthmonitor", "healthMonitor"),
          Map.entry("lbmethod", "lbMethod"),
          Map.entry("lrtm", "LRTM"),
          Map.entry("maxclient", "maxClient"),
          Map.entry("monitor_name", "monitorName"),
          Map.entry("persistencetype", "persistenceType"),
          Map.entry("persistmask", "persistMask"),
          Map.entry("successretries", "successRetries"),
          Map.entry("usevserverpersistency", "useVserverPersistency"),
          Map.entry("svrtimeout", "svrTimeout"));

  /** Seconds, which the command line takes numbers for. */
  private static final Set<String> UNITS = Set.of("units2", "units3", "units4");

  private NsConf() {}

  static String write(List<CitrixObject> objects, Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append("# Citrix ADC, written by ikelb. Nothing of this was tried on an appliance.\n");
    text.append(findings.comments("#"));
    objects.forEach(object -> text.append(command(object)).append('\n'));
    return text.toString();
  }

  private static String command(CitrixObject object) {
    StringBuilder command = new StringBuilder(object.kind().command());
    int bare = object.kind().positional();
    for (Map.Entry<String, Object> value : object.values().entrySet()) {
      if (bare-- > 0) {
        command.append(' ').append(text(value.getValue()));
      } else if (!UNITS.contains(value.getKey())) {
        String option = OPTIONS.getOrDefault(value.getKey(), value.getKey());
        command.append(" -").append(option).append(' ').append(quoted(value.getValue()));
      }
    }
    return command.toString();
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    return text.indexOf('(') < 0 ? text : "\"" + text + "\"";
  }

  private static String text(Object value) {
    return value instanceof List<?> words
        ? words.stream().map(String::valueOf).collect(Collectors.joining(" "))
        : String.valueOf(value);
  }
}
