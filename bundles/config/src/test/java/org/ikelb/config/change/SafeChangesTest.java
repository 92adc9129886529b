package org.ikelb.config.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges.Order;
import org.ikelb.api.SafeChanges.Saved;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Deviation;
import org.ikelb.config.JsonTopologyFile;
import org.ikelb.config.topology.Documents;
import org.ikelb.config.topology.FakePlugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeChangesTest {
  private static final GatewayId VPN1 = new GatewayId("vpn", "vpn1");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private String first = "";
  private String second = "";
  private Path path;
  private FakeCore core;
  private TopologyHistory history;
  private StartChoice choice;
  private LiveChanges changes;

  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void startWithTheShippedFile() throws Exception {
    path = folder.resolve("ikelb.json");
    first = Documents.shipped("ikelb.json");
    second = first.replace("\"sessions\": 100000", "\"sessions\": 50000");
    assertFalse(first.equals(second));
    Files.writeString(path, first);
    start(false);
  }

  /** A new process with the state of the last one. */
  private void start(boolean lastGood) throws Refused {
    core = new FakeCore();
    history = new TopologyHistory(Optional.of(folder));
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    choice = new StartChoice(file, history, lastGood, clock);
    choice.start(core);
    Weights weights = new Weights(core, core);
    changes =
        new LiveChanges(
            core, file, history, weights, new Delta(file, weights, List::of)::all, clock);
  }

  private void apply(String text, Optional<Duration> confirmWithin) throws Refused {
    JsonTopologyFile file = new JsonTopologyFile(path, FakePlugins.installed());
    changes.apply(file.check("test", text, Use.RUN), new Order("alice", "test", confirmWithin));
  }

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
    changes.undo("bob");
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
    return new Order("bob", "test", Optional.empty(), OptionalLong.of(base));
  }

  @Test
  void undoGoesBackAndASecondUndoForthAgain() throws Exception {
    apply(second, Optional.empty());
    changes.undo("bob");
    assertEquals(100_000, sessions());
    assertEquals("undo of 2, as 1", changes.history().get(0).source());
    changes.undo("bob");
    assertEquals(50_000, sessions());
  }

  @Test
  void undoTakesAnUnconfirmedChangeBackAtOnce() throws Exception {
    apply(second, Optional.of(FIVE_MINUTES));
    changes.undo("bob");
    assertEquals(100_000, sessions());
    assertEquals(Optional.empty(), changes.unconfirmed());
    assertThrows(Refused.class, () -> changes.undo("bob"), "what was taken back is no way back");
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
    changes.undo("bob");
    assertEquals(7, weight());
    start(false);
    assertEquals(7, weight(), "and after a restart");
    changes.undo("bob");
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
