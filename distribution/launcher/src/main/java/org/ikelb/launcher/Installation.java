package org.ikelb.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where this ikelb lives and what it was started for.
 *
 * @param mode what it was started for
 * @param home the unpacked archive, with {@code conf deploy lib system}
 * @param state what survives a restart, and the control socket
 * @param topology the file to start with
 * @param version of the distribution
 */
record Installation(Mode mode, Path home, Path state, Path topology, String version) {
  /**
   * Reads {@code ikelb.home}, {@code ikelb.state} and {@code ikelb.version} as given by bin/ikelb.
   */
  static Installation of(
      Mode mode, List<String> arguments, Function<String, Optional<String>> property) {
    Path home = Path.of(property.apply("ikelb.home").orElse(".")).toAbsolutePath().normalize();
    Path state =
        property.apply("ikelb.state").map(Path::of).orElse(home.resolve("state")).toAbsolutePath();
    Path topology =
        switch (mode) {
          case DEMO -> home.resolve("conf/demo.json");
          case TOOL -> home.resolve("conf/ikelb.json");
          case RUN ->
              arguments.isEmpty() ? home.resolve("conf/ikelb.json") : Path.of(arguments.get(0));
        };
    return new Installation(
        mode,
        home,
        state.normalize(),
        topology.toAbsolutePath().normalize(),
        property.apply("ikelb.version").orElse("unknown"));
  }

  Path deploy() {
    return home.resolve("deploy");
  }

  Path system() {
    return home.resolve("system");
  }

  Path conf() {
    return home.resolve("conf");
  }
}
