package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.junit.jupiter.api.Test;

class StrategyTest {
  @Test
  void keepsANetworkTogether() throws Exception {
    assertEquals(keyOf("192.0.2.1"), keyOf("192.0.2.99"));
    assertNotEquals(keyOf("192.0.2.1"), keyOf("198.51.100.1"));
  }

  private static Key keyOf(String client) throws Exception {
    return new Factory()
        .create(new Settings(24))
        .keyOf(new Request(InetAddress.getByName(client), 500, "ike", 1, ByteBuffer.allocate(28)));
  }

  private record Request(
      InetAddress clientAddress, int clientPort, String virtualServer, long initiatorSpi, ByteBuffer message)
      implements Opening {}
}
