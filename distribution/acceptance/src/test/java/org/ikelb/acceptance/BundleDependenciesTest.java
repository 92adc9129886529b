package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dependencies point one way: plugins to api and ike, core to api and ike, the listener to core.
 */
class BundleDependenciesTest {
  @TempDir static Path directory;
  private static Map<String, Set<String>> imports;

  @BeforeAll
  static void read() throws Exception {
    imports = Manifests.imports(UnpackedIkelb.in(directory).home().resolve("system"));
  }

  /** A bundle, and how the packages start that it may import besides the JDK, OSGi and SLF4J. */
  record Rule(String bundle, List<String> allowed) {
    static Rule of(String bundle, String... allowed) {
      return new Rule(bundle, List.of(allowed));
    }
  }

  static Stream<Rule> rules() {
    return Stream.of(
        Rule.of("api"),
        Rule.of("ike"),
        Rule.of("config", "org.ikelb.api", "org.ikelb.spi", "com.google.gson"),
        Rule.of("core", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.ike"),
        Rule.of("listener-udp", "org.ikelb.api", "org.ikelb.core.dataplane", "io.netty"),
        Rule.of("persistency-source-ip", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.ike"),
        Rule.of("persistency-ike-spi", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.ike"),
        Rule.of("monitor-icmp", "org.ikelb.api", "org.ikelb.spi", "com.sun.jna"),
        Rule.of("monitor-ike", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.ike"),
        Rule.of("guard-rate-limit", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.ike"),
        Rule.of("exporter-kit", "org.ikelb.api", "org.ikelb.spi"),
        Rule.of(
            "exporter-citrix",
            "org.ikelb.api",
            "org.ikelb.spi",
            "org.ikelb.exporter.kit",
            "com.google.gson"),
        Rule.of(
            "exporter-f5",
            "org.ikelb.api",
            "org.ikelb.spi",
            "org.ikelb.exporter.kit",
            "com.google.gson"),
        Rule.of(
            "exporter-kemp",
            "org.ikelb.api",
            "org.ikelb.spi",
            "org.ikelb.exporter.kit",
            "com.google.gson"),
        Rule.of("exporter-rras", "org.ikelb.api", "org.ikelb.spi", "org.ikelb.exporter.kit"),
        Rule.of(
            "console",
            "org.ikelb.api",
            "org.ikelb.spi",
            "org.ikelb.ike",
            "com.google.gson",
            "org.apache.felix.service.command",
            "jdk.net"),
        Rule.of("metrics", "org.ikelb.api", "com.sun.net.httpserver", "com.sun.management"),
        Rule.of(
            "console-web",
            "org.ikelb.api",
            "jakarta.servlet",
            "org.apache.felix.webconsole",
            "javax.crypto"),
        Rule.of("log-bridge"),
        Rule.of("demo", "org.ikelb.api", "org.ikelb.ike"));
  }

  @Test
  void thereIsARuleForEveryBundle() {
    assertEquals(imports.keySet(), Set.copyOf(rules().map(Rule::bundle).toList()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void importsOnlyWhatItsPlaceAllows(Rule rule) {
    Set<String> imported = imports.get(rule.bundle());
    Predicate<String> foreign =
        name ->
            !isPlatform(name)
                && rule.allowed().stream().noneMatch(start -> (name + ".").startsWith(start + "."));

    assertEquals(List.of(), imported.stream().filter(foreign).toList());
  }

  @Test
  void theWireFormatStandsAlone() {
    assertEquals(
        List.of(), imports.get("ike").stream().filter(name -> !name.startsWith("java.")).toList());
  }

  @Test
  void readsManifestsAtAll() {
    assertTrue(imports.get("log-bridge").contains("org.osgi.service.log"), imports::toString);
  }

  private static boolean isPlatform(String name) {
    return Stream.of("java.", "org.osgi.", "org.slf4j.").anyMatch((name + ".")::startsWith);
  }
}
