package org.ikelb.acceptance.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Namespaces of labs whose JVM was killed before it could remove them. The names of a lab's
 * namespaces begin with the process id of its JVM.
 */
final class Leftovers {
  static final String PREFIX = "ikl";

  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\S+");

  private Leftovers() {}

  /** Ends the processes in them and removes them; labs of living JVMs are left alone. */
  static void remove() {
    for (String line : Execution.of("ip", "netns", "list").output().lines().toList()) {
      Matcher name = NAME.matcher(line);
      if (name.lookingAt() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        remove(name.group());
      }
    }
  }

  private static void remove(String namespace) {
    List<String> pids = Execution.of("ip", "netns", "pids", namespace).output().lines().toList();
    pids.forEach(pid -> Execution.of("kill", "-KILL", pid));
    Execution.of("ip", "netns", "del", namespace);
  }
}
