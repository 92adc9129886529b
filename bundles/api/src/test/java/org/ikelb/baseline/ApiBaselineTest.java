package org.ikelb.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No plugin is broken without being told: the packages that plugins are compiled against are
 * compared with what was recorded at the last release. A change must raise the package's version (a
 * breaking one the first number, an addition the second) and be in CHANGELOG.md under "Plugin API".
 *
 * <p>At a release, record it anew: {@code mvn -pl bundles/api test -Dikelb.api.write=true}. That
 * too refuses what was not announced.
 */
class ApiBaselineTest {
  private static final Path CHANGELOG = Path.of("../../CHANGELOG.md");

  @ParameterizedTest
  @CsvSource({
    "org.ikelb.spi, .",
    "org.ikelb.api.topology, .",
    "org.ikelb.api.text, .",
    "org.ikelb.ike, ../ike"
  })
  void changesAreAnnounced(String name, Path module) throws Exception {
    Path file = Path.of("src/test/resources/" + name + ".txt");
    Baseline now =
        new Baseline(name, version(module, name), ApiDump.of(module.resolve(classes()), name));
    boolean write = Boolean.getBoolean("ikelb.api.write");
    List<String> objections =
        write && !Files.exists(file)
            ? List.of()
            : read(name, file).objections(now, pluginApi(Files.readString(CHANGELOG)));
    assertEquals(List.of(), objections, () -> "\n" + String.join("\n", objections) + "\n");
    if (write) {
      List<String> lines = new ArrayList<>(List.of("version " + now.version()));
      lines.addAll(now.lines());
      Files.write(file, lines);
    }
  }

  /** Where a module's classes are: {@code target/classes}, or what a profile makes of it. */
  private static Path classes() {
    String here =
        ApiBaselineTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Path.of("").toAbsolutePath().relativize(Path.of(here)).resolveSibling("classes");
  }

  @Test
  void whatIsGoneIsBreaking() {
    assertRefused("2.0.0", "p.Guard type interface", "p.Guard abstract public void a()");
  }

  @Test
  void anotherResultIsBreaking() {
    assertRefused(
        "2.0.0",
        "p.Guard type interface",
        "p.Guard abstract public void a()",
        "p.Guard method public long b()");
  }

  @Test
  void aMethodThatPluginsLackIsBreaking() {
    assertRefused("2.0.0", with("p.Guard abstract public void c()"));
  }

  @Test
  void aMethodWithADefaultIsAnAddition() {
    assertRefused("1.1.0", with("p.Guard method public void c()"));
  }

  @Test
  void aMethodOfWhatIkelbMakesIsAnAddition() {
    assertRefused("1.1.0", with("p.Opening abstract public void c()"));
  }

  @Test
  void aNewTypeIsAnAddition() {
    assertRefused("1.1.0", with("p.New type interface", "p.New abstract public void a()"));
  }

  @Test
  void whatIsAnnouncedPasses() {
    Set<String> more = with("p.Guard abstract public void c()");
    Baseline next = new Baseline("p", "2.0.0", new TreeSet<>(more));
    assertEquals(List.of(), OLD.objections(next, "- `p` 2.0.0: guards also c"));
  }

  private static final Baseline OLD =
      new Baseline(
          "p",
          "1.0.0",
          new TreeSet<>(
              Set.of(
                  "p.Guard type interface",
                  "p.Guard abstract public void a()",
                  "p.Guard method public int b()",
                  "p.Opening type interface made by ikelb",
                  "p.Opening abstract public void a()")));

  private static Set<String> with(String... lines) {
    Set<String> all = new TreeSet<>(OLD.lines());
    all.addAll(List.of(lines));
    return all;
  }

  private static void assertRefused(String wanted, String... lines) {
    assertRefused(wanted, Set.of(lines));
  }

  private static void assertRefused(String wanted, Set<String> lines) {
    List<String> objections =
        OLD.objections(new Baseline("p", "1.0.0", new TreeSet<>(lines)), "`p` 0.9.0");
    assertTrue(objections.get(0).contains("must be at least " + wanted), objections::toString);
    assertTrue(objections.get(1).contains("CHANGELOG"), objections::toString);
  }

  private static Baseline read(String name, Path file) throws IOException {
    TreeSet<String> lines = new TreeSet<>(Files.readAllLines(file));
    String version =
        lines.stream().filter(line -> line.startsWith("version ")).findFirst().orElseThrow();
    lines.remove(version);
    return new Baseline(name, version.substring("version ".length()), lines);
  }

  /** Annotations of OSGi are not kept at run time. */
  private static String version(Path module, String name) {
    try {
      String source =
          Files.readString(
              module.resolve("src/main/java/" + name.replace('.', '/') + "/package-info.java"));
      String after = source.substring(source.indexOf("@Version(\"") + "@Version(\"".length());
      return after.substring(0, after.indexOf('"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pluginApi(String changelog) {
    String after = changelog.substring(changelog.indexOf("### Plugin API"));
    int next = after.indexOf("\n## ");
    return next < 0 ? after : after.substring(0, next);
  }
}
