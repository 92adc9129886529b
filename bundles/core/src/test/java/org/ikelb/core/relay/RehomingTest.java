package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An upstream follows its client from loop to loop, while the client does not wait for it. */
class RehomingTest extends OneEstablishedClient {

  /** Arrives at a loop that does nothing else yet. */
  private void gatewayOn(int loop, ByteBuffer datagram) {
    balancer.transports.get(loop).inHand = datagram;
    balancer.relays.get(loop).beginBatch();
    balancer.relays.get(loop).fromGateway(upstream.port(), datagram);
  }

  private void clientOn(int loop, String endpoint, ByteBuffer datagram) {
    balancer.transports.get(loop).inHand = datagram;
    balancer.relays.get(loop).beginBatch();
    balancer.relays.get(loop).fromClient(Balancer.ON_4500, Balancer.endpoint(endpoint), datagram);
  }

  @Test
  void aClientThatComesBackBeforeItsUpstreamHasLeftIsFoundByAllItSends() {
    int home = upstream.loop();
    int other = 1 - home;
    fromClientOnOtherLoop(ELSEWHERE, request(Packets.INFORMATIONAL, 3));
    gatewayOn(home, answer(Packets.INFORMATIONAL, 3));
    balancer.transports.get(other).runTasks(); // asks for the upstream
    clientOn(home, HOME, request(Packets.INFORMATIONAL, 4));
    gatewayOn(home, answer(Packets.INFORMATIONAL, 4));
    assertEquals(HOME, client());

    balancer.settle();
    balancer.pass(Duration.ofSeconds(2));
    assertEquals(home, upstream.flowLoop());
    assertEquals(home, upstream.loop());
    clientAt(home, Packets.keepalive());
    clientAt(home, Packets.esp(ESP_SPI + 1, 1)); // after a re-key
    assertEquals(0, balancer.fromClients(Balancer.ON_4500).droppedTotal());
  }

  private void clientAt(int loop, ByteBuffer datagram) {
    balancer.client(HOME, Balancer.ON_4500, loop, datagram);
  }
}
