package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;

class LearntTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @Test
  void whatFitsIsSaidBeforeTheReport() {
    assertEquals(
        """
        What fits, for the topology file:
          "monitors": { "learnt": { "type": "ike", "probe": "liveness" } }
        and in the pool: "monitors": ["learnt"]
        It is well.

        Report, without names, addresses and secrets:
        liveness: Does it live? answers on 500
          to 500: ?
        """,
        Typed.out(ikelb, "probe", "vpn/gw1", "--learn"));
  }

  @Test
  void withoutTheBundleThatIsSaid() {
    ikelb.diagnoses = Diagnoses.NONE;
    Output output = Typed.run(ikelb, "probe", "vpn/gw1", "--learn");
    assertTrue(output.err().get(0).contains("monitor-ike"), output::toString);
  }
}
