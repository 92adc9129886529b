package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges.Order;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.Test;

class SafeChangesTest extends ChangesAtWork {
  private int sessions() {
    return core.topology().limits().sessions();
  }

  private List<Standing> standings() {
    return changes.history().stream().map(AppliedTopology::standing).toList();
  }

  @Test
  void theHistoryKnowsWhoAppliedWhatAndWhen() throws Exception {
    clock.now = clock.now.plusSeconds(60);
    apply(second, Optional.empty());
    AppliedTopology newest = changes.history().get(0);
    assertEquals(2, newest.number());
    assertEquals("alice", newest.author());
    assertEquals(clock.now, newest.at());
    assertEquals(Optional.of(second), changes.text(2));
    assertEquals(Optional.of(first), changes.text(1));
    assertEquals("start", changes.history().get(1).author());
  }

  @Test
  void anUnconfirmedChangeIsTakenBackInTimeAndNotBefore() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    clock.now = clock.now.plus(FIVE_MINUTES).minusMillis(1);
    changes.tick();
    assertEquals(50_000, sessions());
    clock.now = clock.now.plusMillis(1);
    changes.tick();
    assertEquals(100_000, sessions());
    assertEquals(
        List.of(Standing.CONFIRMED, Standing.ROLLED_BACK, Standing.CONFIRMED), standings());
    assertEquals("ikelb", changes.history().get(0).author());
  }

  @Test
  void aConfirmedChangeStays() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    changes.confirm("alice");
    clock.now = clock.now.plus(FIVE_MINUTES);
    changes.tick();
    assertEquals(50_000, sessions());
    assertThrows(Refused.class, () -> changes.confirm("alice"));
  }

  @Test
  void aRestartTakesAnUnconfirmedChangeBackWhateverTheFileSays() throws Exception {
    Files.writeString(path, second);
    apply(second, Optional.of(FIVE_MINUTES));
    start(false);
    assertEquals(100_000, sessions());
    assertEquals("started-last-good", choice.warnings().get(0).code());
    start(false);
    assertEquals(100_000, sessions(), "nor at the restart after that");
    apply(second, Optional.empty());
    assertEquals(List.of(), choice.warnings());
    start(false);
    assertEquals(50_000, sessions(), "it was applied for good since");
  }

  @Test
  void aRestartTakesAnUnconfirmedChangeBackInWhateverWordsTheFileSaysIt() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    Files.writeString(path, "// a comment\n" + second);
    start(false);
    assertEquals(100_000, sessions());
    start(false);
    assertEquals(100_000, sessions(), "nor at the restart after that");
  }

  @Test
  void aRestartTakesAnUnconfirmedChangeBackEvenIfTheFileSaysSomethingElse() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    Files.writeString(path, first.replace("\"sessions\": 100000", "\"sessions\": 70000"));
    start(false);
    assertEquals(100_000, sessions());
    assertEquals("started-last-good", choice.warnings().get(0).code());
    start(false);
    assertEquals(70_000, sessions(), "nobody has refused that one");
  }

  @Test
  void undoSkipsTextsThatMeanTheSame() throws Exception {
    apply(second, Optional.empty());
    apply("// a comment\n" + second, Optional.empty());
    assertEquals(50_000, sessions());
    changes.undo("bob", false);
    assertEquals(100_000, sessions());
  }

  @Test
  void otherWordsForTheSameAreTheOnesToSave() throws Exception {
    String commented = "// a comment\n" + first;
    apply(commented, Optional.empty());
    changes.save("alice");
    assertEquals(commented, Files.readString(path));
  }

  @Test
  void aConfirmationThatCannotBeKeptIsNone() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    Files.createDirectories(folder.resolve(TopologyHistory.FILE + ".new").resolve("in the way"));
    Refused refused = assertThrows(Refused.class, () -> changes.confirm("alice"));
    assertTrue(refused.getMessage().contains("cannot be kept"), refused::getMessage);
    assertTrue(refused.getMessage().endsWith("it is not confirmed, and is taken back in time"));
    assertEquals(Standing.UNCONFIRMED, standings().get(0));
  }

  @Test
  void aWeightThatCannotBeKeptSaysSo() throws Exception {
    assertEquals(Optional.empty(), changes.setWeight(VPN1, 7, "alice").notSaved());
    Files.createDirectories(folder.resolve(TopologyHistory.FILE + ".new").resolve("in the way"));
    assertTrue(
        changes.setWeight(VPN1, 9, "alice").notSaved().orElse("").contains("cannot be kept"));
  }

  @Test
  void nothingIsSavedWhenTheTextOfWhatRunsIsNotKnown() throws Exception {
    Files.createDirectories(folder.resolve(TopologyHistory.FILE + ".new").resolve("in the way"));
    Files.delete(folder.resolve(TopologyHistory.FILE));
    start(false);
    assertThrows(Refused.class, () -> changes.save("alice"));
    assertEquals(first, Files.readString(path));
  }

  @Test
  void noOtherChangeComesBeforeTheConfirmation() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    assertThrows(Refused.class, () -> apply(first, Optional.empty()));
    assertThrows(Refused.class, () -> changes.save("alice"));
    assertEquals(50_000, sessions());
  }

  @Test
  void aChangeOfWhatRunsNoMoreIsRefused() throws Exception {
    apply(second, Optional.empty());
    String third = first.replace("\"sessions\": 100000", "\"sessions\": 70000");
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    Refused refused =
        assertThrows(
            Refused.class, () -> changes.apply(file.check("t", third, Use.RUN), madeFor(1)));
    assertTrue(refused.getMessage().startsWith("topology 2 was applied by alice at 2026"));
    assertEquals(50_000, sessions());
    changes.apply(file.check("t", third, Use.RUN), madeFor(2));
    assertEquals(70_000, sessions());
  }

  private static Order madeFor(long base) {
    return new Order("bob", "test", Optional.empty(), OptionalLong.of(base), false);
  }

  @Test
  void whatCutsSessionsIsAskedForTwice() throws Exception {
    core.sessionsCut = 12;
    Refused refused = assertThrows(Refused.class, () -> apply(second, Optional.empty()));
    assertEquals(List.of("this would cut 12 sessions"), refused.reasons());
    assertEquals(OptionalInt.of(12), refused.wouldCut());
    assertEquals(100_000, sessions());

    Order order = new Order("alice", "test", Optional.empty());
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    changes.apply(file.check("test", second, Use.RUN), order.cutting(true));
    assertEquals(50_000, sessions());

    assertThrows(Refused.class, () -> changes.undo("bob", false));
    assertEquals(50_000, sessions());
    changes.undo("bob", true);
    assertEquals(100_000, sessions());
  }

  @Test
  void whatIsNotConfirmedIsTakenBackWhateverThatCuts() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    core.sessionsCut = 12;
    clock.now = clock.now.plus(FIVE_MINUTES);
    changes.tick();
    assertEquals(100_000, sessions());
  }

  @Test
  void undoGoesBackAndASecondUndoForthAgain() throws Exception {
    apply(second, Optional.empty());
    changes.undo("bob", false);
    assertEquals(100_000, sessions());
    assertEquals("undo of 2, as 1", changes.history().get(0).source());
    changes.undo("bob", false);
    assertEquals(50_000, sessions());
  }

  @Test
  void undoTakesAnUnconfirmedChangeBackAtOnce() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    changes.undo("bob", false);
    assertEquals(100_000, sessions());
    assertEquals(Optional.empty(), changes.unconfirmed());
    assertThrows(
        Refused.class, () -> changes.undo("bob", false), "what was taken back is no way back");
  }

  @Test
  void whatCoreRefusesLeavesNoTrace() {
    core.objections = List.of("in use");
    assertThrows(Refused.class, () -> apply(second, Optional.of(FIVE_MINUTES)));
    assertEquals(1, changes.history().size());
  }

  @Test
  void aBadFileNamesTheWayOutAndLastGoodTakesIt() throws Exception {
    Files.writeString(path, "{");
    Refused refused = assertThrows(Refused.class, () -> start(false));
    assertTrue(refused.getMessage().contains("run --last-good"), refused::getMessage);
    start(true);
    assertEquals(100_000, sessions());
    assertEquals("started-last-good", choice.warnings().get(0).code());
  }

  @Test
  void lastGoodWithoutAHistoryIsRefused() throws Exception {
    Files.delete(folder.resolve(TopologyHistory.FILE));
    assertThrows(Refused.class, () -> start(true));
  }

  @Test
  void aBrokenHistoryIsSetAsideAndIkelbStarts() throws Exception {
    Files.writeString(folder.resolve(TopologyHistory.FILE), "{ \"version\": 9 }");
    start(false);
    assertEquals(100_000, sessions());
    assertTrue(Files.exists(folder.resolve(TopologyHistory.FILE + ".unreadable")));
  }

  @Test
  void theHistoryIsForItsOwnerOnlyAndNotEndless() throws Exception {
    for (int i = 0; i < 60; i++) {
      apply(i % 2 == 0 ? second : first, Optional.empty());
    }
    assertEquals(50, changes.history().size());
    assertEquals(61, changes.history().get(0).number());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve(TopologyHistory.FILE))));
  }
}
