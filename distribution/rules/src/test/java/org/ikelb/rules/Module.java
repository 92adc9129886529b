package org.ikelb.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A module of the build that has code.
 *
 * <p>Immutable.
 *
 * @param directory that its pom is in
 */
record Module(Path directory) {
  /** The folder that the root pom is in. */
  static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  /** What a module's classes are in, below its directory: {@code target}, or that of a profile. */
  private static final Path TARGET = target();

  /** Classes that were read already, for that takes longest. */
  private static final Map<Path, JavaClasses> READ = new ConcurrentHashMap<>();

  /** The bundles that are shipped. */
  static List<Module> bundles() {
    return in("bundles");
  }

  /** The bundles, the examples and what else is not only tests. */
  static List<Module> all() {
    return Stream.of("bundles", "bundles/examples", "distribution")
        .flatMap(parent -> in(parent).stream())
        .toList();
  }

  /** Those whose classes are there when these tests run. */
  static List<Module> compiled() {
    return all().stream().filter(module -> !module.name().equals("bench")).toList();
  }

  static Module named(String name) {
    return all().stream().filter(module -> module.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Module> in(String parent) {
    try (Stream<Path> directories = Files.list(ROOT.resolve(parent))) {
      return directories
          .map(Module::new)
          .filter(module -> Files.isDirectory(module.sources()))
          .sorted(Comparator.comparing(Module::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path target() {
    Path module = Path.of("").toAbsolutePath();
    String classes = Module.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return module.relativize(Path.of(classes)).getParent();
  }

  String name() {
    return directory.getFileName().toString();
  }

  private Path sources() {
    return directory.resolve("src/main/java");
  }

  /** Its Java files, without tests. */
  List<Path> files() {
    try (Stream<Path> files = Files.walk(sources())) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its classes, without tests. */
  JavaClasses classes() {
    Path compiled = directory.resolve(TARGET).resolve("classes");
    if (Files.notExists(compiled)) {
      throw new IllegalStateException(compiled + " is missing: compile with -am");
    }
    return READ.computeIfAbsent(compiled, new ClassFileImporter()::importPath);
  }
}
