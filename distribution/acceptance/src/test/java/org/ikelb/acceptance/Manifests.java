package org.ikelb.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the manifests of ikelb's own bundles in an unpacked archive say. */
final class Manifests {
  /** A package is what a clause starts with; attributes, quoted or not, come after a semicolon. */
  private static final Pattern ATTRIBUTES = Pattern.compile(";[^,\"]*(\"[^\"]*\"[^,\"]*)*");

  private Manifests() {}

  /** The packages that each bundle imports, by the bundle's name in this repository. */
  static Map<String, Set<String>> imports(Path system) throws IOException {
    Map<String, Set<String>> imports = new TreeMap<>();
    try (Stream<Path> files = Files.walk(system)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("org.ikelb."))
          .forEach(file -> imports.put(name(file), foreign(file)));
    }
    return imports;
  }

  private static String name(Path jar) {
    return jar.getFileName()
        .toString()
        .replaceFirst("^org\\.ikelb\\.", "")
        .replaceFirst("-\\d.*", "");
  }

  /** What it needs of others; bnd lets a bundle import what it exports, too. */
  private static Set<String> foreign(Path file) {
    Set<String> packages = packages(file, "Import-Package");
    packages.removeAll(packages(file, "Export-Package"));
    return packages;
  }

  private static Set<String> packages(Path file, String header) {
    try (JarFile jar = new JarFile(file.toFile())) {
      String value = jar.getManifest().getMainAttributes().getValue(header);
      Set<String> packages = new TreeSet<>();
      if (value != null) {
        packages.addAll(Set.of(ATTRIBUTES.matcher(value).replaceAll("").split(",")));
      }
      return packages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
