package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.view.Warning;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.doctor.FakeHost;
import org.ikelb.console.doctor.Host;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigVerbsTest {
  private static final List<Problem> PROBLEMS =
      List.of(
          new Problem(
              "conf/ikelb.json", 7, 60, "pools.vpn.metod", "unknown key; did you mean \"method\"?"),
          new Problem("conf/ikelb.json", 9, 1, "", "the document does not end"));

  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void checkCountsWhatIsInAGoodFile() {
    String expected = "conf/ikelb.json: ok, 2 virtual servers, 1 pool, 2 gateways\n";
    assertEquals(expected, Typed.out(ikelb, "check"));
    assertEquals(expected, Typed.out(ikelb, "config", "check"));
    assertEquals(Optional.of(Use.RUN), ikelb.lastUse);
  }

  @Test
  void checkSaysAllProblems() {
    ikelb.problems = PROBLEMS;
    Output expected =
        new Output(
            1,
            List.of(),
            List.of(
                "conf/ikelb.json:7:60 pools.vpn.metod: unknown key; did you mean \"method\"?",
                "conf/ikelb.json:9:1 the document does not end",
                "2 problems; nothing was changed"));
    assertEquals(expected, Typed.run(ikelb, "check"));
    assertEquals(expected, Typed.run(ikelb, "config", "diff"));
    assertEquals(expected, Typed.run(ikelb, "config", "apply"));
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void warningsAreSaidByEachVerbThatReadsAFile() {
    ikelb.odd =
        List.of(new Problem("conf/ikelb.json", 9, 5, "pools.vpn.gateways", "all have weight 0"));
    String warning = "warning: conf/ikelb.json:9:5 pools.vpn.gateways: all have weight 0";
    assertEquals(warning, Typed.run(ikelb, "check").out().get(0));
    assertEquals(List.of(warning), Typed.run(ikelb, "config", "diff").err());
    assertEquals(List.of(warning), Typed.run(ikelb, "config", "apply").err());
  }

  @Test
  void aToolSaysWhatIsWrongWithBundlesForAPluginMayBeMissed() {
    ikelb.host =
        new Host(
            Path.of("/nonexistent"),
            FakeHost.JAVA,
            () -> List.of(new Warning("not-a-bundle", "deploy/notes.jar", "is no OSGi bundle")));
    List<String> said = List.of("warning: deploy/notes.jar: is no OSGi bundle");
    Services tool = ikelb.servicesOfTool();
    assertEquals(said, new Verbs().run(List.of("check"), tool).err());
    assertEquals(0, new Verbs().run(List.of("check"), tool).exit());
    ikelb.problems = PROBLEMS;
    assertEquals(said.get(0), new Verbs().run(List.of("check"), tool).err().get(0));
    assertEquals(List.of(), Typed.run(ikelb, "config", "history").err());
  }

  @Test
  void aToolNamesTheProgramThatWouldKeepAStartFromAnAddress(@TempDir Path proc) {
    FakeHost machine = new FakeHost(proc);
    machine.socket("77", "charon", "0A7100CB:01F4");
    ikelb.host = machine.host();
    Output check = new Verbs().run(List.of("check"), ikelb.servicesOfTool());
    assertEquals(0, check.exit());
    assertEquals(
        List.of(
            "warning: address 203.0.113.10:500: held by charon, process 77; stop this IKE daemon,"
                + " or let it listen on other addresses only"),
        check.err());
    machine.write("77/cmdline", "java\0org.ikelb.launcher.Launcher\0run");
    assertEquals(List.of(), new Verbs().run(List.of("check"), ikelb.servicesOfTool()).err());
  }

  @Test
  void checkNeedsNoRunningIkelb() {
    Services tool = ikelb.servicesOfTool();
    assertEquals(0, new Verbs().run(List.of("check"), tool).exit());
    assertEquals(4, new Verbs().run(List.of("config", "diff"), tool).exit());
    assertEquals(4, new Verbs().run(List.of("config", "apply"), tool).exit());
    assertEquals(4, new Verbs().run(List.of("status"), tool).exit());
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    assertEquals(2, Typed.run(ikelb, "check", "absent.json").exit());
  }

  @Test
  void relativeFilesAreSeenFromTheUsersDirectory(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("mine.json"), "{}");
    assertEquals(
        List.of(file + ": ok, 2 virtual servers, 1 pool, 2 gateways"),
        Typed.run(ikelb, "--directory=" + directory, "check", "mine.json").out());
  }

  @Test
  void diffShowsTheEffectOnLiveSessions() {
    assertEquals(
        """
        CHANGE   SUBJECT          DETAIL         LIVE SESSIONS
        changed  gateway vpn/gw1  weight 1 -> 2  1,204 sessions stay
        removed  gateway vpn/gw3                 88 sessions stay until they end
        2 changes, not applied; cuts no session
        """,
        Typed.out(ikelb, "config", "diff"));
    assertEquals(List.of(), ikelb.done);
    assertEquals(Optional.of(Use.RUN), ikelb.lastUse);

    ikelb.sessionsCut = 7;
    assertTrue(
        Typed.out(ikelb, "config", "diff").endsWith("2 changes, not applied; cuts 7 sessions\n"));
  }

  @Test
  void applySaysWhatChanged() {
    assertEquals(
        """
        CHANGE   SUBJECT          DETAIL         LIVE SESSIONS
        changed  gateway vpn/gw1  weight 1 -> 2  1,204 sessions stay
        removed  gateway vpn/gw3                 88 sessions stay until they end
        applied 2 changes from conf/ikelb.json; it is number 7 of "config history"
        to undo: ikelb config undo
        """,
        Typed.out(ikelb, "config", "apply"));
    assertEquals(List.of("apply by anna"), ikelb.done);
    assertEquals(Optional.of(Use.RUN), ikelb.lastUse);
  }

  @Test
  void applyingWhatRunsAlreadyChangesNothing() {
    ikelb.changes = List.of();
    assertEquals(
        "nothing changed; conf/ikelb.json is what runs already\n",
        Typed.out(ikelb, "config", "apply"));
    assertEquals("no difference to the running topology\n", Typed.out(ikelb, "config", "diff"));
  }

  @Test
  void whatCoreRefusesToApplyIsRefused() {
    ikelb.refusal = Optional.of(new Refused(List.of("203.0.113.10:500 is in use by another")));
    Output output = Typed.run(ikelb, "config", "apply");
    assertEquals(1, output.exit());
    assertEquals("203.0.113.10:500 is in use by another", output.err().get(0));
  }

  @Test
  void showSpellsOutAllValuesInTheShapeOfTheFile() {
    String shown = Typed.out(ikelb, "config", "show");
    assertEquals(shown, Typed.out(ikelb, "config", "show", "--json"));
    String expected =
        """
        {
          "version": 1,
          "virtualServers": {
            "ike": {
              "address": [
                "203.0.113.10",
                "2001:db8::10"
              ],
              "port": 500,
              "protocol": "ike",
              "gatewayPort": 500,
              "pool": "vpn"
            },
        """;
    assertTrue(shown.startsWith(expected), shown);
    for (String part :
        List.of(
            "\"timeout\": \"8h\"",
            "\"slowStart\": \"1m\"",
            "\"clientAddress\": \"translate\"",
            "\"upstreamPorts\": \"10240-32767\"",
            "\"address\": \"10.0.0.12\"",
            "\"perSecond\": 50",
            "\"timeout\": \"1500ms\"",
            "\"authenticating\": \"150s\"",
            "\"nat-t\": \"2m\"")) {
      assertTrue(shown.contains(part), () -> part + " is missing in " + shown);
    }
  }

  @Test
  void anApplyToBeConfirmedSaysUntilWhen() {
    String said = Typed.out(ikelb, "config", "apply", "--confirm-within", "5m");
    assertTrue(said.contains("taken back in 5m unless you keep it: ikelb config confirm"), said);
    assertEquals(Optional.of(Duration.ofMinutes(5)), ikelb.safe.confirmWithin);
  }

  @Test
  void aConfirmationThatNobodyCouldGiveInTimeIsRefused() {
    Output output = Typed.run(ikelb, "config", "apply", "--confirm-within", "9s");
    assertEquals(1, output.exit());
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void confirmsAndGoesBack() {
    assertEquals(
        "topology 7 stays\nto undo: ikelb config undo\n", Typed.out(ikelb, "config", "confirm"));
    String undone = Typed.out(ikelb, "config", "undo");
    assertTrue(undone.contains("topology 7 runs: conf/ikelb.json"), undone);
  }

  @Test
  void theHistoryHasAuthorsTimesAndTexts() {
    assertEquals(
        """
        NUMBER  APPLIED               BY       STANDING   SOURCE
        7       2026-03-01T12:00:00Z  console  confirmed  conf/ikelb.json
        1 topology
        """,
        Typed.out(ikelb, "config", "history"));
    assertEquals("{}\n", Typed.out(ikelb, "config", "history", "7"));
    assertEquals(2, Typed.run(ikelb, "config", "history", "8").exit());
  }

  @Test
  void theDeltaNamesWhatTheFileDoesNotSay() {
    assertEquals(
        """
        KIND    SUBJECT  FILE  RUNNING
        weight  vpn/gw1  1     3
        state   vpn/gw2  -     drain
        2 differences; "config save" writes topology and weights to the file
        """,
        Typed.out(ikelb, "config", "delta"));
  }

  @Test
  void aSaveSaysWhereThePreviousTextIs() {
    assertEquals(
        """
        wrote conf/ikelb.json
        to undo: cp conf/ikelb.json.previous conf/ikelb.json
        """,
        Typed.out(ikelb, "config", "save"));
  }
}
