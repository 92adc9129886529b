package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard.Verdict;
import org.ikelb.spi.Opening;
import org.ikelb.spi.Prefix;
import org.junit.jupiter.api.Test;

class GuardPluginTest {
  @Test
  void dropsWhoIsBlocked() throws Exception {
    assertEquals(Verdict.Drop.DROP, admit("192.0.2.1"));
    assertEquals(Verdict.Pass.PASS, admit("198.51.100.1"));
  }

  private static Verdict admit(String client) throws Exception {
    return new Factory()
        .create(new Settings(List.of(Prefix.parse("192.0.2.0/24"))))
        .admit(
            new Request(InetAddress.getByName(client), 500, "ike", 1, ByteBuffer.allocate(28)),
            new Context(0, 0, 10_000, false, 0));
  }

  private record Context(
      long nowNanos,
      int halfOpenSessions,
      int halfOpenLimit,
      boolean hasSession,
      long answeredOpenings)
      implements Admission {}

  private record Request(
      InetAddress clientAddress, int clientPort, String virtualServer, long initiatorSpi, ByteBuffer message)
      implements Opening {}
}
