package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.ikelb.acceptance.crowd.Crowd;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.ikelb.acceptance.crowd.PortSitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While ikelb was away, another process has taken a port that a tunnel needs. */
class TakenPortTest {
  @TempDir Path directory;

  @Test
  void saysWhichSessionIsLostAndWhoSitsOnItsPort() throws Exception {
    try (CrowdedIkelb lab = new CrowdedIkelb(directory)) {
      try (RunningIkelb running = lab.unpacked().startAndAwaitReady()) {
        lab.crowd().dial(3);
        running.stop();
      }
      int port = lab.gateway().portOf(Crowd.espSpi(1));
      Process sitter = PortSitter.start(port);
      try (RunningIkelb running = lab.unpacked().startAndAwaitReady()) {
        String said =
            "event=session-lost session=\\S+ group=vpn clients=\\S+ gateway=vpn/vpn1 gateway_address=\\S+"
                + " upstream=127\\S+:"
                + port
                + " reason=upstream-port-taken held_by=\"process "
                + sitter.pid()
                + " \\(.*java";
        assertTrue(Pattern.compile(said).matcher(running.output()).find(), running::output);
        assertTrue(
            running.output().contains("sessions_lost=1 lost=upstream-port-taken:1"),
            running::output);
        Verb warnings = running.ikelb("warnings").done();
        assertTrue(warnings.out().contains("sessions-lost"), warnings::toString);
        assertTrue(warnings.out().contains("process " + sitter.pid()), warnings::toString);
        assertEquals(2, lab.crowd().echo(), "the others go on");
        assertEquals(0, lab.gateway().moved());
      } finally {
        sitter.destroy();
      }
    }
  }

  @Test
  void losesNothingThatIsOlderThanTheLastSaveWhenItIsKilled() throws Exception {
    try (CrowdedIkelb lab = new CrowdedIkelb(directory)) {
      int dialled;
      try (RunningIkelb running = lab.unpacked().startAndAwaitReady()) {
        lab.crowd().dial(20);
        dialled = lab.gateway().dials(); // on a busy machine some are repeated
        Thread.sleep(6_000); // the interval is 5 s, and that is the point
        running.process().destroyForcibly().waitFor();
      }
      try (RunningIkelb running = lab.unpacked().startAndAwaitReady()) {
        assertEquals(20, lab.crowd().echo(), running::output);
        assertEquals(0, lab.gateway().moved());
        assertEquals(dialled, lab.gateway().dials());
      }
    }
  }
}
