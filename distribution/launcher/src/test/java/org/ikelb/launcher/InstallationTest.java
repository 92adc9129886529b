package org.ikelb.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallationTest {
  @Test
  void keepsStateAndTopologyBesideTheProgramByDefault() {
    Installation installation = of(Mode.RUN, List.of(), Map.of("ikelb.home", "/opt/ikelb"));

    assertEquals(Path.of("/opt/ikelb/state"), installation.state());
    assertEquals(Path.of("/opt/ikelb/conf/ikelb.json"), installation.topology());
  }

  @Test
  void takesTheFileThatWasNamedRelativeToTheWorkingDirectory() {
    Installation installation =
        of(Mode.RUN, List.of("my.json"), Map.of("ikelb.home", "/opt/ikelb"));

    assertEquals(Path.of("my.json").toAbsolutePath(), installation.topology());
  }

  @Test
  void theDemoHasATopologyOfItsOwnAndTheSameState() {
    Installation installation = of(Mode.DEMO, List.of(), Map.of("ikelb.home", "/opt/ikelb"));

    assertEquals(Path.of("/opt/ikelb/conf/demo.json"), installation.topology());
    assertEquals(Path.of("/opt/ikelb/state"), installation.state());
  }

  @Test
  void stateCanBeElsewhere() {
    Installation installation =
        of(
            Mode.RUN,
            List.of(),
            Map.of("ikelb.home", "/opt/ikelb", "ikelb.state", "/var/lib/ikelb"));

    assertEquals(Path.of("/var/lib/ikelb"), installation.state());
  }

  private static Installation of(Mode mode, List<String> arguments, Map<String, String> given) {
    return Installation.of(mode, arguments, name -> Optional.ofNullable(given.get(name)));
  }
}
