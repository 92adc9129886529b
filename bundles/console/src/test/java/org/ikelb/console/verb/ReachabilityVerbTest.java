package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

class ReachabilityVerbTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void aTestIsToTheFirstAddressUnlessAnotherIsSaid() {
    List<String> out = Typed.run(ikelb, "reachability").out();
    assertTrue(out.contains("ps 203.0.113.10"), out::toString);
    assertTrue(out.containsAll(List.of("sh", " 203.0.113.10")), out::toString);
    String last = out.get(out.size() - 1);
    assertEquals(
        "What arrived here, until 2026-03-01T12:30:00Z: ikelb reachability 0123456789", last);
    assertTrue(
        Typed.run(ikelb, "reachability", "--to", "vpn.example").out().contains("ps vpn.example"));
  }

  @Test
  void whatIsNoHostIsRefused() {
    Output output = Typed.run(ikelb, "reachability", "--to", "a'; rm -rf /");
    assertEquals(1, output.exit());
    assertEquals(
        List.of("--to: \"a'; rm -rf /\" is no host: say a name or an address, without a port"),
        output.err());
  }

  @Test
  void theResultIsATableOfEachClientAndWhatItMeans() {
    assertEquals(
        """
        from 198.51.100.7
        PORT  BYTES  ARRIVED  ANSWERED  CAME BACK
         500    300      3/3         3        2/2
        4500    300      0/3         0          -
        blocked-4500: UDP 4500 is blocked.

        1 request not answered: too many at once, or of too many clients
        CAME BACK is what the client said with its last requests, of those answered before; it says itself what it got in all.
        """,
        Typed.out(ikelb, "reachability", "0123456789"));
  }

  @Test
  void anUnknownTokenIsNotFound() {
    Output output = Typed.run(ikelb, "reachability", "0123456780");
    assertEquals(2, output.exit());
    assertEquals(List.of("no test \"0123456780\"; did you mean \"0123456789\"?"), output.err());
  }

  @Test
  void withoutTheBundleThatIsSaid() {
    ikelb.diagnoses = Diagnoses.NONE;
    Output output = Typed.run(ikelb, "reachability");
    assertTrue(output.err().get(0).contains("org.ikelb.diagnosis"), output::toString);
  }
}
