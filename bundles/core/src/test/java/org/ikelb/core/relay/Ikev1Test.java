package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_4500;
import static org.ikelb.core.relay.Balancer.ON_500;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.ikelb.ike.NatTraversal;
import org.junit.jupiter.api.Test;

/** Clients of L2TP/IPsec, or with IKEv1 profiles: dropped, and told of. */
class Ikev1Test {
  private static final int MAIN_MODE = 2;
  private static final int VERSION_1_AND_EXCHANGE = 0x10 << 8 | MAIN_MODE;

  private final Balancer balancer = Balancer.started();

  private static ByteBuffer mainMode() {
    ByteBuffer message = Packets.initRequest(0x1111);
    message.putShort(17, (short) VERSION_1_AND_EXCHANGE).put(19, (byte) 0);
    return message;
  }

  private String said(int server) {
    return Objects.requireNonNull(balancer.servers.get(server))
        .server()
        .ikev1()
        .describe(balancer.time.nanos())
        .orElse("nothing");
  }

  @Test
  void areDroppedByAReasonOfTheirOwnAndRememberedByVirtualServer() {
    balancer.client("192.0.2.1:500", ON_500, mainMode());
    balancer.client("192.0.2.2:500", ON_500, mainMode());
    balancer.client("192.0.2.2:4500", ON_4500, NatTraversal.withMarker(mainMode()));

    assertEquals(Map.of("ikev1", 2L), balancer.fromClients(ON_500).dropped());
    assertEquals(Map.of("ikev1", 1L), balancer.fromClients(ON_4500).dropped());
    assertTrue(said(ON_500).startsWith("2 messages of IKEv1 from 2 addresses"), said(ON_500));
    assertTrue(said(ON_4500).startsWith("1 message of IKEv1 from 1 address"), said(ON_4500));
  }

  @Test
  void othersAreNotMeant() {
    ByteBuffer version3 = mainMode();
    version3.put(17, (byte) 0x30);
    balancer.client("192.0.2.1:500", ON_500, version3);
    balancer.client("192.0.2.1:500", ON_500, Packets.initRequest(0x1111));
    assertEquals(Map.of("version", 1L), balancer.fromClients(ON_500).dropped());
    assertEquals("nothing", said(ON_500));
  }
}
