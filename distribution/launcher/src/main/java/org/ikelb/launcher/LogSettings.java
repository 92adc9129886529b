package org.ikelb.launcher;

import java.util.Map;

/** The system properties that conf/logback.xml reads; set before the first line is logged. */
final class LogSettings {
  private LogSettings() {}

  static Map<String, String> of(Installation installation, Map<String, String> environment) {
    // systemd says in JOURNAL_STREAM that it takes the output, and dates each line itself
    String layout = environment.containsKey("JOURNAL_STREAM") ? "journal" : "terminal";
    boolean tool = installation.mode() == Mode.TOOL; // whose standard output is its answer
    return Map.of(
        "logback.configurationFile",
        installation.conf().resolve("logback.xml").toString(),
        "ikelb.log.layout",
        layout,
        "ikelb.log.target",
        tool ? "System.err" : "System.out",
        "ikelb.log.osgi",
        tool ? "OFF" : "WARN", // a tool's answer says what is odd, a line each
        "ikelb.log.level",
        installation.mode() == Mode.RUN ? "INFO" : "WARN"); // the demo tells its own story
  }
}
