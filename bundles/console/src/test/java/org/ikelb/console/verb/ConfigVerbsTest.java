package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.console.FakeIkelb;
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
    assertEquals(Optional.of(Use.CHECK), ikelb.lastUse);
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
        2 changes, not applied
        """,
        Typed.out(ikelb, "config", "diff"));
    assertEquals(List.of(), ikelb.done);
    assertEquals(Optional.of(Use.RUN), ikelb.lastUse);
  }

  @Test
  void applySaysWhatChanged() {
    assertEquals(
        """
        CHANGE   SUBJECT          DETAIL         LIVE SESSIONS
        changed  gateway vpn/gw1  weight 1 -> 2  1,204 sessions stay
        removed  gateway vpn/gw3                 88 sessions stay until they end
        applied 2 changes from conf/ikelb.json; revision 43
        to undo: put the previous file back and apply it
        """,
        Typed.out(ikelb, "config", "apply"));
    assertEquals(List.of("apply by console"), ikelb.done);
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
}
