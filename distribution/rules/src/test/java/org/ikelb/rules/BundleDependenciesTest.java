package org.ikelb.rules;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Dependencies point one way: plugins to api and ike, core to api and ike, the listener to core.
 * What a bundle uses is what the table of {@code docs/architecture.md} says, no more and no less.
 */
class BundleDependenciesTest {
  /** What every bundle but {@code ike} may use. */
  private static final Set<String> PLATFORM = Set.of("java", "javax", "org.osgi", "org.slf4j");

  /** Nothing of these is left when the code runs. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "org.jspecify",
          "org.osgi.annotation",
          "org.osgi.service.component.annotations",
          "org.osgi.service.metatype.annotations");

  /** How the table names packages; others it calls by their name. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("org.ikelb.api", "`api`"),
          Map.entry("org.ikelb.spi", "`spi`"),
          Map.entry("org.ikelb.ike", "`ike`"),
          Map.entry("org.ikelb.core.dataplane", "`dataplane`"),
          Map.entry("org.ikelb.exporter.kit", "`exporter-kit`"),
          Map.entry("org.ikelb.http.kit", "`http-kit`"),
          Map.entry("org.eclipse.jetty", "Jetty"),
          Map.entry("com.google.gson", "Gson"),
          Map.entry("io.netty", "Netty"),
          Map.entry("com.sun.jna", "JNA"),
          Map.entry("org.apache.felix.service.command", "Gogo"),
          Map.entry("jakarta.servlet", "servlets"),
          Map.entry("org.apache.felix.webconsole", "the Web Console"));

  @Test
  void bundlesUseWhatTheTableSays() {
    Map<String, Set<String>> said = new TreeMap<>();
    for (var row : Table.ofArchitecture("bundle").rows()) {
      Table.code(row.get(0)).forEach(bundle -> said.put(bundle, words(row.get(2))));
    }
    Map<String, Set<String>> found = new TreeMap<>();
    Module.bundles().forEach(bundle -> found.put(bundle.name(), uses(bundle)));

    assertEquals(lines(said), lines(found), "docs/architecture.md: said, found");
  }

  private static Set<String> words(String cell) {
    return Stream.of(cell.split(", "))
        .filter(word -> !word.isEmpty())
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> uses(Module bundle) {
    return foreign(bundle)
        .filter(name -> PLATFORM.stream().noneMatch(start -> isIn(name, start)))
        .map(BundleDependenciesTest::word)
        .collect(toCollection(TreeSet::new));
  }

  /** The packages that a bundle uses and does not have. */
  private static Stream<String> foreign(Module bundle) {
    Set<String> own = new TreeSet<>();
    bundle.classes().forEach(type -> own.add(type.getPackageName()));
    return bundle.classes().stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getPackageName)
        .distinct()
        .filter(name -> !own.contains(name))
        .filter(name -> ANNOTATIONS.stream().noneMatch(start -> isIn(name, start)));
  }

  private static String word(String name) {
    return WORDS.keySet().stream()
        .filter(start -> isIn(name, start))
        .findFirst()
        .map(WORDS::get)
        .orElse("`" + name + "`");
  }

  private static boolean isIn(String name, String start) {
    return (name + ".").startsWith(start + ".");
  }

  private static String lines(Map<String, Set<String>> uses) {
    return String.join(
        "\n", uses.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  @Test
  void theWireFormatStandsAlone() {
    assertEquals(
        Set.of(),
        foreign(Module.named("ike"))
            .filter(name -> !isIn(name, "java"))
            .collect(toCollection(TreeSet::new)));
  }
}
