package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.view.Warning;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.Test;

class UnsavedTopologyTest extends ChangesAtWork {

  private List<Warning> warnings() {
    return new UnsavedTopology(new JsonTopologyFile(path, FakePlugins.installed()), core, history)
        .warnings();
  }

  @Test
  void nothingIsSaidWhileTheFileIsWhatRuns() {
    assertEquals(List.of(), warnings());
  }

  @Test
  void anApplyThatTheNextStartWouldForgetIsWarnedOfUntilItIsSaved() throws Exception {
    apply(second, Optional.empty());
    Warning warning = warnings().get(0);
    assertEquals("topology-unsaved", warning.code());
    assertEquals(path.toString(), warning.subject());
    assertTrue(warning.text().contains("\"ikelb config save\""), warning::text);
    changes.save("alice");
    assertEquals(List.of(), warnings());
  }

  @Test
  void aFileThatCannotBeStartedWithIsWarnedOf() throws Exception {
    Files.writeString(path, "{");
    assertTrue(warnings().get(0).text().contains("\"ikelb check\" lists them"));
    Files.delete(path);
    assertTrue(warnings().get(0).text().contains("cannot be read"));
  }

  @Test
  void aFileThatIsChangedIsReadAnew() throws Exception {
    UnsavedTopology unsaved =
        new UnsavedTopology(new JsonTopologyFile(path, FakePlugins.installed()), core, history);
    assertEquals(List.of(), unsaved.warnings());
    Files.writeString(path, second);
    assertEquals(1, unsaved.warnings().size());
  }

  @Test
  void whatWaitsForItsConfirmationIsSaidElsewhere() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    assertEquals(List.of(), warnings());
  }
}
