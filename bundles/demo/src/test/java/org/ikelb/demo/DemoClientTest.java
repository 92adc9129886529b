package org.ikelb.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client and a gateway that speak with each other directly, on loopback. */
class DemoClientTest {
  private static final Pace FAST =
      new Pace(Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(100), 3);

  private DemoGateway gateway;
  private DemoClient client;

  @BeforeEach
  void bringThemTogether() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    InetSocketAddress ike = new InetSocketAddress(loopback, freePort(loopback));
    InetSocketAddress natT = new InetSocketAddress(loopback, freePort(loopback));
    gateway = new DemoGateway("vpn1", ike, natT);
    client =
        new DemoClient(
            "client-1", InetAddress.getByAddress(new byte[] {127, 0, 1, 11}), ike, natT, FAST);
  }

  @AfterEach
  void partThem() {
    client.close();
    gateway.close();
  }

  @Test
  void connects() throws IOException {
    gateway.start();
    client.start();

    await().until(this::areConnected);
  }

  @Test
  void goesOnDialingUntilAGatewayAnswers() throws Exception {
    client.start();
    assertTrue(client.connectedAs().isEmpty());

    gateway.start();

    await().until(this::areConnected);
  }

  @Test
  void dialsAgainWithANewSpiFromTheSamePortsWhenTheGatewayForgotIt() throws Exception {
    gateway.start();
    client.start();
    await().until(this::areConnected);
    long before = client.connectedAs().orElseThrow();
    String endpoints = client.endpoints();

    gateway.die();
    assertFalse(gateway.serves(before));
    await().until(() -> client.connectedAs().isEmpty());
    gateway.start();

    await().until(this::areConnected);
    assertTrue(client.connectedAs().orElseThrow() != before);
    assertTrue(client.endpoints().equals(endpoints));
  }

  private boolean areConnected() {
    var spi = client.connectedAs();
    return spi.isPresent() && gateway.serves(spi.getAsLong());
  }

  private static int freePort(InetAddress address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, address)) {
      return socket.getLocalPort();
    }
  }
}
