package org.ikelb.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Constants;

/**
 * Finds jars in the folder for plugins that are the same bundle. File Install makes one bundle of
 * two jars with one name and version, and uninstalls it with either of them, silently. Pure but for
 * reading the folder.
 */
final class DeployedTwins {
  private static final Duration FOUND_BY_THEN = Duration.ofSeconds(5);

  private DeployedTwins() {}

  /**
   * A jar.
   *
   * @param version as its manifest has it
   */
  private record Jar(Path file, String bundle, String version) {}

  /**
   * One a bundle that is there more than once, and one a jar whose bundle has left with its twin.
   *
   * @param installed the symbolic names of all bundles
   */
  static List<Warning> warnings(Path folder, Set<String> installed, Instant now) {
    List<Jar> jars = jars(folder);
    List<Warning> warnings = new ArrayList<>();
    jars.stream().collect(groupingBy(Jar::bundle, TreeMap::new, toList())).values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> warnings.add(twins(same)));
    jars.stream()
        .filter(jar -> !installed.contains(jar.bundle))
        .filter(jar -> isThereSince(jar.file, now.minus(FOUND_BY_THEN)))
        .forEach(jar -> warnings.add(left(jar)));
    return warnings;
  }

  private static Warning twins(List<Jar> same) {
    String files =
        same.stream().map(jar -> jar.file.getFileName().toString()).collect(joining(", "));
    boolean one = same.stream().map(Jar::version).distinct().count() == 1;
    return new Warning(
        "bundle-twice",
        same.get(0).bundle,
        "deploy/ has it more than once: "
            + files
            + (one
                ? ". It goes away with any of these, though the others are still there; keep one"
                    + " jar."
                : ". Each runs; keep one jar."));
  }

  private static Warning left(Jar jar) {
    return new Warning(
        "not-installed",
        jar.file.toString(),
        "Its bundle "
            + jar.bundle
            + " is not installed: it went away with another jar of the same bundle, or by hand. To"
            + " install it: touch "
            + jar.file);
  }

  private static List<Jar> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .sorted()
          .flatMap(file -> jar(file).stream())
          .toList();
    } catch (IOException e) {
      return List.of(); // DeployFolder says so
    }
  }

  private static Optional<Jar> jar(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return Optional.empty();
      }
      Attributes main = manifest.getMainAttributes();
      String version = main.getValue(Constants.BUNDLE_VERSION);
      return Optional.ofNullable(main.getValue(Constants.BUNDLE_SYMBOLICNAME))
          .map(name -> name.split(";", -1)[0].strip()) // directives follow
          .map(name -> new Jar(file, name, version == null ? "" : version));
    } catch (IOException e) {
      return Optional.empty(); // no jar, or half there: DeployFolder says so
    }
  }

  /** A file that was moved has an old time of its own; the system's says when it came. */
  private static boolean isThereSince(Path file, Instant then) {
    try {
      return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant().isBefore(then);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // gone meanwhile, or the system does not say
    }
  }
}
