package org.ikelb.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.ikelb.api.view.Warning;
import org.osgi.framework.Constants;

/** Finds files in the folder for plugins that are no plugin. Pure but for reading the folder. */
final class DeployFolder {
  private static final Duration STILL_BEING_COPIED = Duration.ofSeconds(2);

  private DeployFolder() {}

  /** One a file that will not be used; hidden files and {@code README*} are left alone. */
  static List<Warning> warnings(Path folder, Instant now) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(file -> warning(file, now).stream()).toList();
    } catch (IOException e) {
      return List.of(new Warning("deploy-unreadable", folder.toString(), "cannot be listed: " + e));
    }
  }

  private static Optional<Warning> warning(Path file, Instant now) {
    String name = file.getFileName().toString();
    if (name.startsWith(".") || name.startsWith("README")) {
      return Optional.empty();
    }
    return problem(file, name, now)
        .map(problem -> new Warning("not-a-bundle", file.toString(), problem + "; it is ignored"));
  }

  private static Optional<String> problem(Path file, String name, Instant now) {
    if (name.endsWith(".cfg") || name.endsWith(".config")) {
      return Optional.of(
          "is not read, for deploy/ takes plugins only: settings of bundles are made in the Web"
              + " Console under Configuration, and kept in state/config/");
    }
    if (!name.endsWith(".jar")) {
      return Optional.of("is no OSGi bundle: its name does not end with .jar");
    }
    try {
      if (Files.getLastModifiedTime(file).toInstant().plus(STILL_BEING_COPIED).isAfter(now)) {
        return Optional.empty();
      }
      return isBundle(file)
          ? Optional.empty()
          : Optional.of("is no OSGi bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME);
    } catch (IOException e) {
      return Optional.of("is no OSGi bundle: it is no readable jar (" + e.getMessage() + ")");
    }
  }

  private static boolean isBundle(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null
          && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
    }
  }
}
