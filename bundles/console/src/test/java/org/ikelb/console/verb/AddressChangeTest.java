package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of vpn/gw1 changed while it had sessions. */
class AddressChangeTest {
  private static final String LEFT = "vpn/gw1@10.0.0.10";

  private final FakeIkelb ikelb = new FakeIkelb();

  @BeforeEach
  void change() {
    assertEquals(LEFT, ikelb.left(FakeIkelb.GW1, "10.0.0.10").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gw1", "vpn/gw1"})
  void stateCommandsMeanTheConfiguredGateway(String typed) {
    Typed.run(ikelb, "drain", typed);
    Typed.run(ikelb, "ready", typed);
    Typed.run(ikelb, "maintenance", typed, "--yes");
    Typed.run(ikelb, "weight", typed, "5");
    Typed.run(ikelb, "probe", typed);
    assertEquals(
        List.of(
            "DRAIN vpn/gw1",
            "READY vpn/gw1",
            "MAINTENANCE vpn/gw1",
            "weight 5 vpn/gw1",
            "probe vpn/gw1"),
        ikelb.done);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain", "ready", "maintenance", "probe"})
  void whatIsLeftHasNoStateToSet(String verb) {
    assertEquals(
        new Output(
            1,
            List.of(),
            List.of(
                LEFT
                    + " was removed from the topology: it takes no new sessions, those it has stay",
                "to end them: ikelb close --gateway " + LEFT + " --yes")),
        Typed.run(ikelb, verb, LEFT));
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void listsShowBoth() {
    String gateways = Typed.out(ikelb, "gateways");
    assertTrue(gateways.contains("\nvpn/gw1  ") && gateways.contains("\n" + LEFT), gateways);
    String sessions = Typed.out(ikelb, "sessions", "--gateway", "vpn/gw1");
    assertTrue(sessions.contains("\ns1 ") && sessions.contains("\ns3 "), sessions);
    String left = Typed.out(ikelb, "sessions", "--gateway", LEFT);
    assertTrue(!left.contains("\ns1 ") && left.contains("\ns3 "), left);
  }

  @Test
  void closeTakesBothByTheName() {
    assertEquals(0, Typed.run(ikelb, "close", "--gateway", "vpn/gw1", "--yes").exit());
    assertEquals(List.of("close s1", "close s3"), ikelb.done);
  }

  @Test
  void closeTakesOnlyWhatIsLeftByItsOwnName() {
    assertEquals(0, Typed.run(ikelb, "close", "--gateway", LEFT).exit());
    assertEquals(List.of("close s3"), ikelb.done);
  }

  @Test
  void pointsAtWhatIsLeftWhenNothingElseHasTheName() {
    ikelb.gateways.remove(FakeIkelb.GW1);
    assertEquals(
        new Output(2, List.of(), List.of("no gateway \"vpn/gw1\"; did you mean \"" + LEFT + "\"?")),
        Typed.run(ikelb, "close", "--gateway", "vpn/gw1"));
  }
}
