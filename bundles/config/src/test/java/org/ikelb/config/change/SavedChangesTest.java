package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges.Saved;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Deviation;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.Test;

/** What deviates from the file, and what is written to it. */
class SavedChangesTest extends ChangesAtWork {
  @Test
  void theDeltaNamesTopologyWeightsAndStates() throws Exception {
    assertEquals(List.of(), changes.delta());
    core.setWeight(VPN1, 7, "anna");
    core.states.put(VPN1, AdministrativeState.DRAIN);
    Files.writeString(path, second);
    assertEquals(
        List.of(
            new Deviation(Deviation.Kind.TOPOLOGY, "limits sessions", "2", "1"),
            new Deviation(Deviation.Kind.TOPOLOGY, "limits halfOpen", "4", "3"),
            new Deviation(Deviation.Kind.WEIGHT, "vpn/vpn1", "1", "7"),
            new Deviation(Deviation.Kind.STATE, "vpn/vpn1", "", "drain")),
        changes.delta());
  }

  @Test
  void aSaveWritesTextAndWeightsKeepsCommentsAndThePreviousText() throws Exception {
    apply(second, Optional.empty());
    core.setWeight(VPN1, 7, "anna");
    Saved saved = changes.save("alice");
    assertEquals(Map.of("vpn/vpn1", 7), Map.of("vpn/vpn1", core.gateways().get(0).weight()));
    assertEquals(List.of(), changes.delta());
    assertEquals(first, Files.readString(saved.previous().orElseThrow()));
    String written = Files.readString(path);
    assertEquals(commentLines(second), commentLines(written));
    assertTrue(written.contains("\"sessions\": 50000"), written);
    assertEquals(Optional.empty(), changes.save("alice").previous(), "nothing is left to write");
  }

  private static long commentLines(String text) {
    return text.lines().filter(line -> line.contains("//")).count();
  }

  @Test
  void onlyASoundTextIsWritten() throws IOException {
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    assertThrows(Refused.class, () -> changes.write(file.check("editor", "{", Use.RUN), "alice"));
    assertEquals(first, Files.readString(path));
  }

  @Test
  void aNumberIsReplacedAndAMissingOneIsPutIn() {
    String text =
        "{\"pools\":{\"p\":{\"gateways\":{\"a\":{\"weight\":1,\"x\":2},\"b\":{\"x\":3}}}}}";
    assertEquals(
        "{\"pools\":{\"p\":{\"gateways\":{\"a\":{\"weight\":10,\"x\":2},"
            + "\"b\":{ \"weight\": 5,\"x\":3}}}}}",
        WeightEdit.with(text, Map.of("p/a", 10, "p/b", 5, "p/c", 6)));
  }
}
