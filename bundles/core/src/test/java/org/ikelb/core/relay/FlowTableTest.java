package org.ikelb.core.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.route.Flow;
import org.ikelb.core.route.FlowTable;
import org.ikelb.core.session.SessionUpstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTableTest {
  private final Balancer balancer = Balancer.started();

  private SessionUpstream upstream(String client) {
    balancer.client(client, Balancer.ON_500, Packets.initRequest(client.hashCode() | 1L));
    return balancer.lastUpstream(Balancer.ON_500).orElseThrow();
  }

  private static void add(FlowTable table, SessionUpstream upstream) {
    table.add(upstream.clientSide(), upstream);
  }

  @Test
  void tellsAddressFamiliesPortsAndListenAddressesApart() {
    FlowTable table = new FlowTable();
    add(table, upstream("192.0.2.1:500"));
    assertNotNull(table.find(Balancer.endpoint("192.0.2.1:500"), 0));
    assertNull(table.find(Balancer.endpoint("192.0.2.1:501"), 0));
    assertNull(table.find(Balancer.endpoint("192.0.2.2:500"), 0));
    assertNull(table.find(Balancer.endpoint("2001:db8::1:500"), 0));
    assertNull(table.find(Balancer.endpoint("192.0.2.1:500"), 1));
  }

  @Test
  void forgetsAtOnceWhatWasFoundAMomentAgo() {
    FlowTable table = new FlowTable();
    SessionUpstream upstream = upstream("192.0.2.1:500");
    add(table, upstream);
    assertNotNull(table.find(upstream.clientSide().client(), 0));
    assertNull(table.find(upstream.clientSide().client(), 1));
    table.remove(upstream.clientSide(), upstream);
    assertNull(table.find(upstream.clientSide().client(), 0));
  }

  @Test
  void findsEachOfAHundredThousand() {
    FlowTable table = new FlowTable();
    SessionUpstream upstream = upstream("192.0.2.1:500");
    List<ClientSide> sides = IntStream.range(0, 100_000).mapToObj(FlowTableTest::side).toList();
    sides.forEach(side -> table.add(side, upstream));
    assertEquals(sides.size(), table.size());
    for (int i = 0; i < sides.size(); i += 2) {
      table.remove(sides.get(i), upstream);
    }
    assertEquals(sides.size() / 2, table.size());
    for (int i = 0; i < sides.size(); i++) {
      ClientSide side = side(i); // an equal one, as from the next datagram
      Flow flow = table.find(side.client(), side.listenAddress());
      assertEquals(i % 2 == 1 ? side : null, flow == null ? null : flow.side());
    }
  }

  /** 50 clients behind each NAT, of both families. */
  private static ClientSide side(int number) {
    int host = number / 50;
    String address =
        host % 2 == 0
            ? "198.18." + host / 250 + "." + host % 250
            : "[2001:db8::" + Integer.toHexString(host) + "]";
    return new ClientSide(Balancer.endpoint(address + ":" + (1_024 + number % 50)), 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void agreesWithAMapThroughRandomChanges(long seed) {
    Random random = new Random(seed);
    FlowTable table = new FlowTable();
    Map<String, SessionUpstream> expected = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String client = "10.0." + random.nextInt(4) + "." + random.nextInt(250) + ":500";
      SessionUpstream known = expected.remove(client);
      if (known != null) {
        table.remove(known.clientSide(), known);
      } else {
        SessionUpstream upstream = upstream(client);
        expected.put(client, upstream);
        add(table, upstream);
      }
    }
    assertEquals(expected.size(), table.size());
    expected.forEach(
        (client, upstream) -> {
          Flow flow = table.find(Balancer.endpoint(client), 0);
          assertNotNull(flow, client);
          assertEquals(upstream, flow.current());
        });
  }
}
