package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteVerbsTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void drainSaysWhatStaysAndHowToUndoIt() {
    ikelb.gateways.remove(FakeIkelb.GW3);
    assertEquals(
        """
        vpn/gw1: ready -> drain
        new sessions go elsewhere; 1,204 established sessions, 3 half-open stay until they end
        WARNING: no gateway of the pool vpn takes new sessions now
        to undo: ikelb ready vpn/gw1
        """,
        Typed.out(ikelb, "drain", "vpn/gw1"));
    assertEquals(List.of("DRAIN vpn/gw1"), ikelb.done);
  }

  @Test
  void readyNamesTheStateToGoBackTo() {
    assertEquals(
        """
        vpn/gw2: drain -> ready
        new sessions are placed on it while its monitors find it usable
        to undo: ikelb drain vpn/gw2
        """,
        Typed.out(ikelb, "ready", "vpn/gw2"));
    assertEquals(List.of("READY vpn/gw2"), ikelb.done);
  }

  @Test
  void aStateThatIsSetAlreadyIsLeftAlone() {
    assertEquals("vpn/gw2 is drain already\n", Typed.out(ikelb, "drain", "vpn/gw2"));
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void maintenanceAsksBeforeItEndsSessions() {
    Output asked = Typed.run(ikelb, "maintenance", "vpn/gw1");
    assertEquals(1, asked.exit());
    assertEquals(
        List.of(
            "this would end 1,204 established sessions, 3 half-open on vpn/gw1, which a drain would"
                + " not; say --yes to do it"),
        asked.err());
    assertEquals(List.of(), ikelb.done);

    assertEquals(0, Typed.run(ikelb, "maintenance", "vpn/gw1", "--yes").exit());
    assertEquals(List.of("MAINTENANCE vpn/gw1"), ikelb.done);
  }

  @Test
  void whatCoreRefusesIsRefusedWithAllReasons() {
    ikelb.refusal = Optional.of(new Refused(List.of("one thing", "another")));
    assertEquals(
        new Output(1, List.of(), List.of("one thing", "another")),
        Typed.run(ikelb, "ready", "vpn/gw2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain vpn/gw1", "maintenance vpn/gw1 --yes", "weight vpn/gw1 5"})
  void whatIsNotOnDiskIsOnlyPartlyDone(String line) {
    ikelb.notSaved = Optional.of("the state store failed: No space left on device");
    Output output = Typed.run(ikelb, line.split(" ", -1));
    assertEquals(3, output.exit());
    assertEquals(
        List.of(
            "WARNING: in force, but not saved: the state store failed: No space left on device; it"
                + " is lost if ikelb ends before that is mended"),
        output.err());

    FakeIkelb another = new FakeIkelb();
    another.notSaved = ikelb.notSaved;
    String json = String.join("", Typed.run(another, (line + " --json").split(" ", -1)).out());
    assertTrue(json.contains("\"notSaved\": \"the state store failed: No space left"), json);
  }

  @Test
  void closeEndsOneSession() {
    assertEquals("ended 1 session; this cannot be undone\n", Typed.out(ikelb, "close", "s1"));
    assertEquals(List.of("close s1"), ikelb.done);
    assertEquals(2, Typed.run(ikelb, "close", "s1").exit());
  }

  @Test
  void closeAsksBeforeItEndsSeveral() {
    ikelb.sessions.add(ikelb.sessions.get(0));
    Output asked = Typed.run(ikelb, "close", "--gateway", "vpn/gw1");
    assertEquals(
        new Output(1, List.of(), List.of("this would end 2 sessions; say --yes to do it")), asked);
    assertEquals(List.of(), ikelb.done);
    assertEquals(0, Typed.run(ikelb, "close", "--gateway", "vpn/gw1", "--yes").exit());
    assertEquals(2, ikelb.done.size());
  }

  @Test
  void machinesAreToldHowManySessionsAndNotWhatToType() {
    String asked = String.join("", Typed.run(ikelb, "maintenance", "vpn/gw1", "--json").out());
    assertTrue(asked.contains("\"sessionsCut\": 1207"), asked);
    assertFalse(asked.contains("--"), asked);
  }

  @Test
  void anUndoThatCutsSessionsAsksBefore() {
    ikelb.sessionsCut = 7;
    assertEquals(
        new Output(1, List.of(), List.of("this would cut 7 sessions; say --yes to do it")),
        Typed.run(ikelb, "config", "undo"));
    assertEquals(List.of(), ikelb.done);

    assertEquals(0, Typed.run(ikelb, "config", "undo", "--yes").exit());
    assertEquals(1, ikelb.done.size());
  }

  @Test
  void closeWithoutASelectionIsRefused() {
    assertEquals(1, Typed.run(ikelb, "close", "--yes").exit());
    assertEquals(List.of(), ikelb.done);
  }
}
