package org.ikelb.config.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.plugin.ExtensionPoint;
import org.ikelb.api.plugin.SettingsBinder.InvalidSettings;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.PersistencyGroup;
import org.ikelb.api.topology.PluginUse;
import org.ikelb.api.topology.Pool;
import org.ikelb.api.topology.Topology;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.binding.StrictSettingsBinder;
import org.ikelb.spi.PluginFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people get wrong, each named with its line, its column, its cause and its remedy: see {@code
 * sixty-mistakes.txt}. Each is one that an administrator has made, or will.
 */
class SixtyMistakesTest {
  private static final String SOURCE_THAT_IS_NOT_HERE = "10.0.0.99";

  /**
   * A mistake.
   *
   * @param what it is, in words
   * @param edits what becomes what in a valid topology
   * @param said all that is said then
   */
  private record Mistake(String what, List<String> edits, List<String> said) {
    String text() {
      String text = Documents.VALID;
      for (String edit : edits) {
        String[] both = edit.split(" => ?", 2);
        assertTrue(text.contains(both[0]), () -> "the topology has no " + both[0]);
        text = text.replace(both[0], both[1]);
      }
      return text;
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** Paragraphs: what it is; the edits, with an indent; what is said. */
  static List<Mistake> mistakes() throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    for (String paragraph : Documents.resource("sixty-mistakes.txt").split("\n\n", -1)) {
      List<String> lines = paragraph.lines().toList();
      mistakes.add(
          new Mistake(
              lines.get(0),
              lines.stream().filter(it -> it.startsWith("  ")).map(String::strip).toList(),
              lines.stream().skip(1).filter(it -> !it.startsWith("  ")).toList()));
    }
    return mistakes;
  }

  private static List<String> said(String text) {
    Reading reading =
        new TopologyReader(
                FakePlugins.installed(),
                Use.RUN,
                address -> !address.getHostAddress().equals(SOURCE_THAT_IS_NOT_HERE))
            .read("f", text);
    return Stream.concat(
            reading.problems().stream().map(Object::toString),
            reading.warnings().stream().map(warning -> "warning: " + warning))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isNamedWithItsPlaceItsCauseAndItsRemedy(Mistake mistake) {
    assertEquals(String.join("\n", mistake.said), String.join("\n", said(mistake.text())));
  }

  @Test
  void areSixtyOrMoreAndNoneIsInTheTopologyTheyAreMadeIn() throws IOException {
    List<Mistake> mistakes = mistakes();
    assertTrue(mistakes.size() >= 60, () -> "only " + mistakes.size());
    mistakes.forEach(mistake -> assertFalse(mistake.said.isEmpty(), mistake.what));
    assertEquals(List.of(), said(Documents.VALID));
  }

  /** Whatever start or apply refuses is refused by a check, in the same words; it reads for RUN. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedByTheStartInTheSameWordsIfAtAll(Mistake mistake) {
    List<String> run = Documents.problems(mistake.text(), Use.RUN);
    List<String> start = Documents.problems(mistake.text(), Use.START);
    assertTrue(run.containsAll(start), () -> "start says " + start + ", a check " + run);
    if (start.size() < run.size()) {
      run.stream()
          .filter(problem -> !start.contains(problem))
          .forEach(problem -> assertTrue(problem.contains("no plugin offers"), problem));
    }
  }

  /** Core binds the settings of plugins once more when it is told to apply a topology. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void whatACheckLetsPassIsBoundByCoreToo(Mistake mistake) throws InvalidSettings {
    Optional<Topology> topology = Documents.read(mistake.text(), Use.RUN).topology();
    for (Topology passed : topology.stream().toList()) {
      for (PersistencyGroup group : passed.persistencyGroups().values()) {
        bind(ExtensionPoint.PERSISTENCY_STRATEGY, group.strategy());
      }
      for (Pool pool : passed.pools().values()) {
        bind(ExtensionPoint.BALANCING_METHOD, pool.method());
        for (PluginUse guard : pool.guards()) {
          bind(ExtensionPoint.GUARD, guard);
        }
      }
      for (Monitor monitor : passed.monitors().values()) {
        bind(ExtensionPoint.MONITOR, monitor.plugin());
      }
    }
  }

  private static void bind(ExtensionPoint point, PluginUse use) throws InvalidSettings {
    PluginFactory<?> factory = FakePlugins.installed().find(point, use.type()).orElseThrow();
    Record unused = new StrictSettingsBinder().bind(factory.settingsType(), use.settings());
  }

  @Test
  void looksAtTheAddressesOfThisMachine() throws IOException {
    String text = Documents.VALID.replace("\"10.0.0.5\"", "\"192.0.2.77\"");
    Reading reading =
        new JsonTopologyFile(Path.of("f"), FakePlugins.installed()).check("f", text, Use.RUN);
    assertTrue(reading.warnings().toString().contains("no interface of this machine"));
    assertTrue(reading.topology().isPresent());
  }
}
