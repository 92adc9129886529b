package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.spi.ProbeResult.Verdict;
import org.ikelb.spi.ProbeTarget;
import org.junit.jupiter.api.Test;

class MonitorTest {
  @Test
  void whoAcceptsIsUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(Verdict.UP, probe(server.getLocalPort()));
    }
  }

  @Test
  void whoRefusesIsDown() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertEquals(Verdict.DOWN, probe(port));
  }

  private static Verdict probe(int port) throws Exception {
    ProbeTarget target =
        new ProbeTarget("vpn/vpn1", InetAddress.getLoopbackAddress(), List.of(), Optional.empty());
    return new Factory().create(new Settings(port)).probe(target, Duration.ofSeconds(2)).verdict();
  }
}
