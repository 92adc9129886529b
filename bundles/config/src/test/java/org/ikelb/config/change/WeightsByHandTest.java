package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.Optional;
import org.ikelb.api.topology.Topology;
import org.junit.jupiter.api.Test;

/** Weights that were set by hand, and what becomes of them. */
class WeightsByHandTest extends ChangesAtWork {
  @Test
  void weightsSetByHandComeBackAfterARestartUntilAnotherTopologyIsStarted() throws Exception {
    changes.setWeight(VPN1, 7, "anna");
    start(false);
    assertEquals(7, weight());
    Files.writeString(path, second);
    start(false);
    assertEquals(1, weight());
  }

  private int weight() {
    return core.gateways().get(0).weight();
  }

  @Test
  void weightsSetByHandComeBackWithTheTopologyTheyWereSetFor() throws Exception {
    changes.setWeight(VPN1, 7, "anna");
    apply(second, Optional.empty());
    assertEquals(1, weight());
    changes.setWeight(VPN1, 9, "anna");
    changes.undo("bob", false);
    assertEquals(7, weight());
    start(false);
    assertEquals(7, weight(), "and after a restart");
    changes.undo("bob", false);
    assertEquals(9, weight());
  }

  @Test
  void weightsSetByHandComeBackWhenAChangeIsNotConfirmed() throws Exception {
    changes.setWeight(VPN1, 7, "anna");
    apply(second, Optional.of(FIVE_MINUTES));
    assertEquals(1, weight());
    clock.now = clock.now.plus(FIVE_MINUTES);
    changes.tick();
    assertEquals(7, weight());
    apply(second, Optional.of(FIVE_MINUTES));
    start(false);
    assertEquals(7, weight(), "ikelb died before the confirmation");
    start(false);
    assertEquals(7, weight());
  }

  @Test
  void weightsSetByHandOutliveAnUpdateOfCore() throws Exception {
    changes.setWeight(VPN1, 7, "anna");
    Topology ran = core.topology();
    core = new FakeCore();
    choice.startAgain(core, ran);
    assertEquals(ran, core.topology());
    assertEquals(7, weight());
  }

  @Test
  void weightsSetByHandStayWhileOnlyTheWordsOfTheTopologyChange() throws Exception {
    changes.setWeight(VPN1, 7, "anna");
    apply("// a comment\n" + first, Optional.empty());
    Files.writeString(path, "// a comment\n" + first);
    start(false);
    assertEquals(7, weight());
  }
}
