package org.ikelb.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private DeployedTwins() {}

  /**
   * A jar.
   *
   * @param version as its manifest has it
   */
  record Jar(Path file, String bundle, String version) {}

  /** One a bundle that is there more than once. */
  static List<Warning> warnings(Path folder) {
    return jars(folder).stream()
        .collect(groupingBy(Jar::bundle, TreeMap::new, toList()))
        .values()
        .stream()
        .filter(same -> same.size() > 1)
        .map(DeployedTwins::twins)
        .toList();
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

  /** Those that are bundles, by their manifests. */
  static List<Jar> jars(Path folder) {
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
}
