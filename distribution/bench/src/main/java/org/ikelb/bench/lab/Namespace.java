package org.ikelb.bench.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network namespace: a host of the benchmark.
 *
 * @param name as {@code ip netns} knows it
 */
record Namespace(String name) {
  /** What else the machine does gets what the benchmark leaves, with and without autogroups. */
  private static final String FIRST =
      "echo -20 2>/dev/null >/proc/self/autogroup || true; exec nice -n -20 \"$@\"";

  /** Makes it, with loopback up; one of that name that was left by a killed run is replaced. */
  static Namespace make(String name) {
    Namespace namespace = new Namespace(name);
    namespace.delete();
    Command.run("ip netns add " + name);
    namespace.ip("link set lo up");
    return namespace;
  }

  void delete() {
    boolean there =
        Command.run("ip netns list").lines().anyMatch(line -> line.split(" ", -1)[0].equals(name));
    if (there) {
      Command.run("ip netns del " + name);
    }
  }

  void ip(String arguments) {
    Command.run("ip -n " + name + " " + arguments);
  }

  void sysctl(String setting) {
    run("sysctl", "-qw", setting);
  }

  String run(String... command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    words.addAll(Arrays.asList(command));
    return Command.run(words);
  }

  /**
   * The command line of a program in it. Each word of it ends in an exec, so the process id is the
   * program's own.
   *
   * @param core the only processor it may use
   */
  List<String> program(int core, List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of("ip", "netns", "exec", name, "taskset", "-c", Integer.toString(core)));
    words.addAll(List.of("setsid", "sh", "-c", FIRST, "sh"));
    words.addAll(command);
    return words;
  }
}
