package org.ikelb.acceptance.lab;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a class of the tests with a {@code main} method as a program in a namespace, since a Java
 * process cannot enter one by itself.
 */
final class Programs {
  private Programs() {}

  static Execution run(Namespace namespace, Class<?> program, String... arguments) {
    return namespace.run(command(program, arguments));
  }

  static Process start(Namespace namespace, Path output, Class<?> program, String... arguments) {
    return namespace.start(output, Map.of(), command(program, arguments));
  }

  private static String[] command(Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                classes(program),
                program.getName()));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static String classes(Class<?> program) {
    try {
      return Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
